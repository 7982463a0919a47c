namespace DiffusionTextures
{
    /// <summary>What brackets in a prompt mean. The names are AUTOMATIC1111's.</summary>
    public enum PromptEmphasis
    {
        /// <summary>
        /// <c>(a)</c>, <c>(a:1.3)</c> and <c>[a]</c> weigh the words and the embedding's mean is restored afterwards; <c>[from:to:when]</c> and
        /// <c>[a|b]</c> change the prompt along the steps, <c>AND</c> composes prompts, prompts beyond 75 tokens are read in chunks.
        /// </summary>
        Original,

        /// <summary>As <see cref="Original"/>, without restoring the mean.</summary>
        NoNorm,

        /// <summary>The prompt is read literally and cut off after 75 tokens, as diffusers does.</summary>
        None,
    }
}

namespace DiffusionTextures
{
    /// <summary>What is changed in a model's graphs while it is loaded, so that a stock export gets features that it was not exported with.</summary>
    public sealed record ModelEdits
    {
        /// <summary>Borders that continue at the opposite one: every zero-padding convolution of U-Net and VAE wraps around instead.</summary>
        public TileAxes Tiling { get; init; }

        /// <summary>
        /// Layer of the text encoder to steer with, counted from the end: 1 is the last, 2 the one before, as "clip skip" in other tools.
        /// Null: the model's own.
        /// </summary>
        public int? ClipSkip { get; init; }

        /// <summary>Whether the final layer norm is applied to the state that <see cref="ClipSkip"/> chooses: true for Stable Diffusion 1 tools, false for penultimate states as they are.</summary>
        public bool ClipSkipFinalNorm { get; init; } = true;
    }
}

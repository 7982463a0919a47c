namespace DiffusionTextures
{
    /// <summary>
    /// Finds the noise that DDIM would have made a picture from, and goes on from there with the request's prompt (Song et al. 2021, section 4.3): with the same prompt the
    /// picture comes back, with another its layout stays. Needs <see cref="TextureRequest.InitImage"/> and DDIM; <see cref="TextureRequest.Strength"/> says how far back.
    /// </summary>
    public sealed record Inversion
    {
        /// <summary>An inversion of a picture.</summary>
        /// <param name="prompt">What the picture shows.</param>
        public Inversion(string prompt)
        {
            Prompt = prompt;
        }

        /// <summary>What the picture shows.</summary>
        public string Prompt { get; init; }

        /// <summary>Guidance towards it, 0 to 100; 1 inverts most exactly.</summary>
        public float GuidanceScale { get; init; } = 1;
    }
}

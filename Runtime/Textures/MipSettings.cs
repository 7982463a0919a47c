namespace DiffusionTextures
{
    /// <summary>How a mip chain is made. sRGB-encoded colours are always averaged as light.</summary>
    public sealed record MipSettings
    {
        /// <summary>The kernel that halves each level.</summary>
        public MipFilter Filter { get; init; } = MipFilter.Box;

        /// <summary>What the kernel sees beyond the edges.</summary>
        public MipEdge Edge { get; init; } = MipEdge.Wrap;

        /// <summary>Whether texels are unit vectors (x/2 + 1/2, or as they are in half floats), made unit length again at every level.</summary>
        public bool IsNormalMap { get; init; }

        /// <summary>Whether colours count by their alpha, so that invisible texels do not bleed into visible ones.</summary>
        public bool AlphaWeighted { get; init; }
    }
}

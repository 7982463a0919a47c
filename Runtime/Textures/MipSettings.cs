namespace DiffusionTextures.Textures
{
    /// <summary>The kernel that halves a picture.</summary>
    internal enum MipFilter
    {
        /// <summary>Mean of the covered area: never rings.</summary>
        Box,

        /// <summary>Sinc under a Kaiser window (alpha 4, radius 3 texels of the smaller level): sharper, may ring slightly.</summary>
        Kaiser,
    }

    /// <summary>What lies beyond the edge of a picture.</summary>
    internal enum MipEdge
    {
        /// <summary>The other side: for textures that tile.</summary>
        Wrap,

        /// <summary>The edge texel again.</summary>
        Clamp,
    }

    /// <summary>How a mip chain is made. Immutable.</summary>
    internal sealed class MipSettings
    {
        public MipFilter Filter { get; init; } = MipFilter.Box;

        public MipEdge Edge { get; init; } = MipEdge.Wrap;

        /// <summary>Whether texels are unit vectors (x/2 + 1/2), made unit length again at every level.</summary>
        public bool IsNormalMap { get; init; }

        /// <summary>Whether colours count by their alpha, so that invisible texels do not bleed into visible ones.</summary>
        public bool AlphaWeighted { get; init; }
    }
}

namespace DiffusionTextures.Graphics
{
    /// <summary>What float planes mean, which decides how they are packed and how their mips are filtered.</summary>
    internal enum PlaneKind
    {
        /// <summary>Three planes in [-1,1], sRGB-encoded; filtered in linear light.</summary>
        Color,

        /// <summary>Three planes of unit vectors in [-1,1]; filtered as vectors and made unit length again.</summary>
        Normal,

        /// <summary>One plane in [0,1]; filtered as it is.</summary>
        Gray,
    }
}

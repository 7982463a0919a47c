namespace DiffusionTextures.Textures
{
    /// <summary>How the texels of a stored texture are laid out: the uncompressed formats and the block-compressed ones.</summary>
    internal enum TextureEncoding
    {
        Rgba8Srgb,
        Rgba8,
        R8,
        R16,
        Rg8,
        Rgba16Float,

        /// <summary>RGB in 8 bytes per 4x4 block; texels with alpha below 128 are cut out.</summary>
        Bc1Srgb,
        Bc1,

        /// <summary>RGB as BC1 and alpha as BC4, 16 bytes per block.</summary>
        Bc3Srgb,
        Bc3,

        /// <summary>One channel, 8 bytes per block.</summary>
        Bc4,

        /// <summary>Two channels, 16 bytes per block: normals.</summary>
        Bc5,

        /// <summary>RGBA in 16 bytes per block, the best quality.</summary>
        Bc7Srgb,
        Bc7,
    }
}

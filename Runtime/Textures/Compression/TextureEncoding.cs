namespace DiffusionTextures
{
    /// <summary>How the bytes of a stored texture are laid out: one of the pixel formats, or blocks of 4x4 texels.</summary>
    public enum TextureEncoding
    {
        /// <summary>As <see cref="PixelFormat.Rgba8Srgb"/>.</summary>
        Rgba8Srgb,

        /// <summary>As <see cref="PixelFormat.Rgba8"/>.</summary>
        Rgba8,

        /// <summary>As <see cref="PixelFormat.R8"/>.</summary>
        R8,

        /// <summary>As <see cref="PixelFormat.R16"/>.</summary>
        R16,

        /// <summary>As <see cref="PixelFormat.Rg8"/>.</summary>
        Rg8,

        /// <summary>As <see cref="PixelFormat.Rgba16Float"/>.</summary>
        Rgba16Float,

        /// <summary><see cref="TextureCompression.Bc1"/> of sRGB-encoded colours.</summary>
        Bc1Srgb,

        /// <summary><see cref="TextureCompression.Bc1"/> of linear data.</summary>
        Bc1,

        /// <summary><see cref="TextureCompression.Bc3"/> of sRGB-encoded colours.</summary>
        Bc3Srgb,

        /// <summary><see cref="TextureCompression.Bc3"/> of linear data.</summary>
        Bc3,

        /// <summary><see cref="TextureCompression.Bc4"/>.</summary>
        Bc4,

        /// <summary><see cref="TextureCompression.Bc5"/>.</summary>
        Bc5,

        /// <summary><see cref="TextureCompression.Bc7"/> of sRGB-encoded colours.</summary>
        Bc7Srgb,

        /// <summary><see cref="TextureCompression.Bc7"/> of linear data.</summary>
        Bc7,
    }
}

using System;

namespace DiffusionTextures.Textures
{
    /// <summary>Sizes of each <see cref="TextureEncoding"/>.</summary>
    internal static class TextureEncodings
    {
        public static bool IsCompressed(TextureEncoding encoding) => encoding >= TextureEncoding.Bc1Srgb;

        /// <summary>Bytes of one texel, or of one 4x4 block when compressed.</summary>
        public static int UnitBytes(TextureEncoding encoding)
        {
            switch (encoding)
            {
                case TextureEncoding.Bc1:
                case TextureEncoding.Bc1Srgb:
                case TextureEncoding.Bc4:
                    return 8;
                case TextureEncoding.Bc3:
                case TextureEncoding.Bc3Srgb:
                case TextureEncoding.Bc5:
                case TextureEncoding.Bc7:
                case TextureEncoding.Bc7Srgb:
                    return 16;
                default:
                    return PixelFormats.BytesPerPixel(ToPixelFormat(encoding));
            }
        }

        /// <summary>Bytes of one level.</summary>
        public static long LevelBytes(TextureEncoding encoding, int width, int height)
        {
            return IsCompressed(encoding)
                ? (long)((width + 3) / 4) * ((height + 3) / 4) * UnitBytes(encoding)
                : (long)width * height * UnitBytes(encoding);
        }

        /// <exception cref="ArgumentOutOfRangeException">A compressed encoding.</exception>
        public static PixelFormat ToPixelFormat(TextureEncoding encoding)
        {
            return encoding switch
            {
                TextureEncoding.Rgba8Srgb => PixelFormat.Rgba8Srgb,
                TextureEncoding.Rgba8 => PixelFormat.Rgba8,
                TextureEncoding.R8 => PixelFormat.R8,
                TextureEncoding.R16 => PixelFormat.R16,
                TextureEncoding.Rg8 => PixelFormat.Rg8,
                TextureEncoding.Rgba16Float => PixelFormat.Rgba16Float,
                _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "A compressed encoding has no pixel format."),
            };
        }

        /// <summary>The encoding of a picture in <paramref name="format"/> under <paramref name="compression"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Not a compression.</exception>
        public static TextureEncoding Of(PixelFormat format, TextureCompression compression)
        {
            var isSrgb = format == PixelFormat.Rgba8Srgb;
            return compression switch
            {
                TextureCompression.None => Of(format),
                TextureCompression.Bc1 => isSrgb ? TextureEncoding.Bc1Srgb : TextureEncoding.Bc1,
                TextureCompression.Bc3 => isSrgb ? TextureEncoding.Bc3Srgb : TextureEncoding.Bc3,
                TextureCompression.Bc4 => TextureEncoding.Bc4,
                TextureCompression.Bc5 => TextureEncoding.Bc5,
                TextureCompression.Bc7 => isSrgb ? TextureEncoding.Bc7Srgb : TextureEncoding.Bc7,
                _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "Not a compression. Use a member of TextureCompression."),
            };
        }

        public static TextureEncoding Of(PixelFormat format)
        {
            return format switch
            {
                PixelFormat.Rgba8Srgb => TextureEncoding.Rgba8Srgb,
                PixelFormat.Rgba8 => TextureEncoding.Rgba8,
                PixelFormat.R8 => TextureEncoding.R8,
                PixelFormat.R16 => TextureEncoding.R16,
                PixelFormat.Rg8 => TextureEncoding.Rg8,
                _ => TextureEncoding.Rgba16Float,
            };
        }
    }
}

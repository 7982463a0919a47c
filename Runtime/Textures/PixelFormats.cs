using System;

namespace DiffusionTextures.Textures
{
    /// <summary>Facts about each <see cref="PixelFormat"/>.</summary>
    internal static class PixelFormats
    {
        /// <summary>Bytes of one texel.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Not a member of the enum.</exception>
        public static int BytesPerPixel(PixelFormat format)
        {
            return format switch
            {
                PixelFormat.Rgba8Srgb => 4,
                PixelFormat.Rgba8 => 4,
                PixelFormat.R8 => 1,
                PixelFormat.R16 => 2,
                PixelFormat.Rg8 => 2,
                PixelFormat.Rgba16Float => 8,
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a pixel format. Use a member of PixelFormat."),
            };
        }

        /// <summary>The format that keeps a map's precision at the least size: what the CPU result and the PNG files use.</summary>
        public static PixelFormat ForMap(MaterialMaps map)
        {
            return map switch
            {
                MaterialMaps.Albedo => PixelFormat.Rgba8Srgb,
                MaterialMaps.Normal => PixelFormat.Rgba8,
                MaterialMaps.Height => PixelFormat.R16,
                _ => PixelFormat.R8,
            };
        }
    }
}

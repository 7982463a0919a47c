using System;
using DiffusionTextures.Decoding;

namespace DiffusionTextures.Graphics
{
    /// <summary>Which packing serves a kind of planes and a format.</summary>
    internal static class TexelPacking
    {
        /// <summary>Whether planes of a kind can be stored in a format.</summary>
        public static bool Supports(PlaneKind kind, PixelFormat format)
        {
            return kind switch
            {
                PlaneKind.Color => format is PixelFormat.Rgba8Srgb or PixelFormat.Rgba8 or PixelFormat.Rgba16Float,
                PlaneKind.Normal => format is PixelFormat.Rgba8 or PixelFormat.Rg8 or PixelFormat.Rgba16Float,
                _ => format is PixelFormat.R8 or PixelFormat.R16 or PixelFormat.Rgba8 or PixelFormat.Rgba16Float,
            };
        }

        /// <summary>Packs planes into texels. Allocates nothing.</summary>
        /// <param name="kind">What the planes mean.</param>
        /// <param name="format">One that <see cref="Supports"/> the kind.</param>
        /// <param name="planes">[C,N].</param>
        /// <param name="texels">N texels.</param>
        public static void Pack(PlaneKind kind, PixelFormat format, ReadOnlySpan<float> planes, Span<byte> texels)
        {
            switch (kind, format)
            {
                case (PlaneKind.Color, PixelFormat.Rgba16Float):
                    HalfPacking.SignedSrgbToLinearRgba16Float(planes, texels);
                    return;
                case (PlaneKind.Color, _):
                case (PlaneKind.Normal, PixelFormat.Rgba8):
                    PixelPacking.SignedToRgba8(planes, texels);
                    return;
                case (PlaneKind.Normal, PixelFormat.Rg8):
                    PixelPacking.SignedToRg8(planes, texels);
                    return;
                case (PlaneKind.Normal, _):
                    HalfPacking.ToRgba16Float(planes, texels);
                    return;
                case (_, PixelFormat.R8):
                    PixelPacking.UnitToR8(planes, texels);
                    return;
                case (_, PixelFormat.R16):
                    PixelPacking.UnitToR16(planes, texels);
                    return;
                case (_, PixelFormat.Rgba8):
                    PixelPacking.UnitToRgba8(planes, texels);
                    return;
                default:
                    HalfPacking.GrayToRgba16Float(planes, texels);
                    return;
            }
        }
    }
}

using System;
using System.Buffers.Binary;
using System.Numerics;
using DiffusionTextures.Compatibility;
using DiffusionTextures.Decoding;

namespace DiffusionTextures.Textures
{
    /// <summary>Rows of texels to and from linear floats, for filtering: sRGB decoded, normals as vectors, alpha multiplied in where asked.</summary>
    internal static class TexelCodec
    {
        public static void DecodeRow(TextureImage image, int y, MipSettings settings, Span<Vector4> row)
        {
            var stride = PixelFormats.BytesPerPixel(image.Format);
            var bytes = image.Pixels.Span.Slice(y * image.Width * stride, image.Width * stride);
            if (image.Format == PixelFormat.Rgba8Srgb && !settings.AlphaWeighted && !settings.IsNormalMap)
            {
                DecodeColors(bytes, row);
                return;
            }

            for (var x = 0; x < row.Length; x++)
            {
                var value = Decode(image.Format, bytes.Slice(x * stride, stride));
                if (settings.IsNormalMap && image.Format != PixelFormat.Rgba16Float)
                {
                    value = new Vector4((value.X * 2) - 1, (value.Y * 2) - 1, (value.Z * 2) - 1, value.W);
                }

                row[x] = settings.AlphaWeighted ? new Vector4(value.X * value.W, value.Y * value.W, value.Z * value.W, value.W) : value;
            }
        }

        public static void EncodeRow(ReadOnlySpan<Vector4> row, TextureImage image, int y, MipSettings settings)
        {
            var stride = PixelFormats.BytesPerPixel(image.Format);
            var bytes = image.Pixels.Span.Slice(y * image.Width * stride, image.Width * stride);
            for (var x = 0; x < row.Length; x++)
            {
                var value = row[x];
                if (settings.AlphaWeighted && value.W > 0)
                {
                    value = new Vector4(value.X / value.W, value.Y / value.W, value.Z / value.W, value.W);
                }

                if (settings.IsNormalMap)
                {
                    value = Normalize(value, image.Format);
                }

                Encode(value, image.Format, bytes.Slice(x * stride, stride));
            }
        }

        // What every albedo goes through, without the questions of the general case.
        private static void DecodeColors(ReadOnlySpan<byte> bytes, Span<Vector4> row)
        {
            for (var x = 0; x < row.Length; x++)
            {
                var texel = bytes.Slice(x * 4, 4);
                row[x] = new Vector4(
                    SrgbTransfer.ToLinear(texel[0]), SrgbTransfer.ToLinear(texel[1]), SrgbTransfer.ToLinear(texel[2]), texel[3] * (1f / 255f));
            }
        }

        private static Vector4 Decode(PixelFormat format, ReadOnlySpan<byte> texel)
        {
            const float Byte = 1f / 255f;
            switch (format)
            {
                case PixelFormat.Rgba8Srgb:
                    return new Vector4(
                        SrgbTransfer.ToLinear(texel[0]), SrgbTransfer.ToLinear(texel[1]), SrgbTransfer.ToLinear(texel[2]), texel[3] * Byte);
                case PixelFormat.Rgba8:
                    return new Vector4(texel[0] * Byte, texel[1] * Byte, texel[2] * Byte, texel[3] * Byte);
                case PixelFormat.R8:
                    return new Vector4(texel[0] * Byte, 0, 0, 1);
                case PixelFormat.Rg8:
                    return new Vector4(texel[0] * Byte, texel[1] * Byte, 0, 1);
                case PixelFormat.R16:
                    return new Vector4(BinaryPrimitives.ReadUInt16LittleEndian(texel) / 65535f, 0, 0, 1);
                default:
                    return new Vector4(Half(texel, 0), Half(texel, 1), Half(texel, 2), Half(texel, 3));
            }
        }

        private static void Encode(Vector4 value, PixelFormat format, Span<byte> texel)
        {
            switch (format)
            {
                case PixelFormat.Rgba8Srgb:
                    texel[0] = SrgbTransfer.ToCode(value.X);
                    texel[1] = SrgbTransfer.ToCode(value.Y);
                    texel[2] = SrgbTransfer.ToCode(value.Z);
                    texel[3] = ToByte(value.W);
                    return;
                case PixelFormat.Rgba8:
                    texel[0] = ToByte(value.X);
                    texel[1] = ToByte(value.Y);
                    texel[2] = ToByte(value.Z);
                    texel[3] = ToByte(value.W);
                    return;
                case PixelFormat.R8:
                    texel[0] = ToByte(value.X);
                    return;
                case PixelFormat.Rg8:
                    texel[0] = ToByte(value.X);
                    texel[1] = ToByte(value.Y);
                    return;
                case PixelFormat.R16:
                    BinaryPrimitives.WriteUInt16LittleEndian(texel, (ushort)((Clamp(value.X) * 65535f) + 0.5f));
                    return;
                default:
                    WriteHalf(texel, 0, value.X);
                    WriteHalf(texel, 1, value.Y);
                    WriteHalf(texel, 2, value.Z);
                    WriteHalf(texel, 3, value.W);
                    return;
            }
        }

        // Two-channel normals carry no blue: their length is restored from red and green alone, as the shader will.
        private static Vector4 Normalize(Vector4 value, PixelFormat format)
        {
            if (format != PixelFormat.Rg8)
            {
                var length = (float)Math.Sqrt((value.X * value.X) + (value.Y * value.Y) + (value.Z * value.Z));
                value = length > 1e-6f ? new Vector4(value.X / length, value.Y / length, value.Z / length, value.W) : new Vector4(0, 0, 1, value.W);
            }

            return format == PixelFormat.Rgba16Float
                ? value
                : new Vector4((value.X * 0.5f) + 0.5f, (value.Y * 0.5f) + 0.5f, (value.Z * 0.5f) + 0.5f, value.W);
        }

        private static byte ToByte(float value) => (byte)((Clamp(value) * 255f) + 0.5f);

        private static float Clamp(float value) => value > 0f ? (value < 1f ? value : 1f) : 0f;

        private static float Half(ReadOnlySpan<byte> texel, int channel) => HalfFloat.ToSingle(BinaryPrimitives.ReadUInt16LittleEndian(texel.Slice(channel * 2)));

        private static void WriteHalf(Span<byte> texel, int channel, float value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(texel.Slice(channel * 2), HalfFloat.FromSingle(value));
        }
    }
}

using System;
using System.Runtime.InteropServices;
using DiffusionTextures.Compatibility;
using DiffusionTextures.Decoding;

namespace DiffusionTextures.Graphics
{
    /// <summary>Rows of stored texels to linear values that can be averaged, and back. Colours become linear light, normals vectors.</summary>
    internal static class LinearRow
    {
        /// <summary>Stored texels to values.</summary>
        /// <param name="kind">What the texels mean.</param>
        /// <param name="format">How they are stored.</param>
        /// <param name="texels">N texels.</param>
        /// <param name="values">[C,N]: 3 channels, or 1 for gray.</param>
        public static void Decode(PlaneKind kind, PixelFormat format, ReadOnlySpan<byte> texels, Span<float> values)
        {
            var channels = kind == PlaneKind.Gray ? 1 : 3;
            var count = values.Length / channels;
            if (format == PixelFormat.R16)
            {
                var shorts = MemoryMarshal.Cast<byte, ushort>(texels);
                for (var i = 0; i < count; i++)
                {
                    values[i] = shorts[i] / 65535f;
                }
            }
            else if (format == PixelFormat.Rgba16Float)
            {
                var halves = MemoryMarshal.Cast<byte, ushort>(texels);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = HalfFloat.ToSingle(halves[(i % count * 4) + (i / count)]);
                }
            }
            else if (format == PixelFormat.Rg8)
            {
                DecodeTwoChannelNormals(texels, values, count);
            }
            else
            {
                var stride = texels.Length / count;
                for (var channel = 0; channel < channels; channel++)
                {
                    DecodeBytes(kind, texels.Slice(channel), stride, values.Slice(channel * count, count));
                }
            }
        }

        /// <summary>Values to stored texels. Allocates nothing.</summary>
        /// <param name="kind">What the values mean.</param>
        /// <param name="format">How to store them.</param>
        /// <param name="values">[C,N]; normals are made unit length in place.</param>
        /// <param name="texels">N texels.</param>
        public static void Encode(PlaneKind kind, PixelFormat format, Span<float> values, Span<byte> texels)
        {
            if (kind == PlaneKind.Normal)
            {
                Normalize(values);
            }

            if (kind != PlaneKind.Color)
            {
                TexelPacking.Pack(kind, format, values, texels);
                return;
            }

            if (format == PixelFormat.Rgba16Float)
            {
                HalfPacking.ToRgba16Float(values, texels);
                return;
            }

            var count = values.Length / 3;
            for (var i = 0; i < count; i++)
            {
                texels[4 * i] = SrgbTransfer.ToCode(values[i]);
                texels[(4 * i) + 1] = SrgbTransfer.ToCode(values[count + i]);
                texels[(4 * i) + 2] = SrgbTransfer.ToCode(values[(2 * count) + i]);
                texels[(4 * i) + 3] = 255;
            }
        }

        private static void DecodeBytes(PlaneKind kind, ReadOnlySpan<byte> texels, int stride, Span<float> values)
        {
            if (kind == PlaneKind.Color)
            {
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = SrgbTransfer.ToLinear(texels[i * stride]);
                }

                return;
            }

            var (scale, offset) = kind == PlaneKind.Normal ? (127.5f, 1f) : (255f, 0f);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (texels[i * stride] / scale) - offset;
            }
        }

        // The third component is what the shader will rebuild from the two that are stored.
        private static void DecodeTwoChannelNormals(ReadOnlySpan<byte> texels, Span<float> values, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var x = (texels[2 * i] / 127.5f) - 1f;
                var y = (texels[(2 * i) + 1] / 127.5f) - 1f;
                values[i] = x;
                values[count + i] = y;
                values[(2 * count) + i] = (float)Math.Sqrt(Math.Max(0f, 1f - (x * x) - (y * y)));
            }
        }

        private static void Normalize(Span<float> vectors)
        {
            var count = vectors.Length / 3;
            var xs = vectors.Slice(0, count);
            var ys = vectors.Slice(count, count);
            var zs = vectors.Slice(2 * count);
            for (var i = 0; i < count; i++)
            {
                var length = (float)Math.Sqrt((xs[i] * xs[i]) + (ys[i] * ys[i]) + (zs[i] * zs[i]));
                if (length < 1e-6f)
                {
                    (xs[i], ys[i], zs[i]) = (0f, 0f, 1f);
                    continue;
                }

                xs[i] /= length;
                ys[i] /= length;
                zs[i] /= length;
            }
        }
    }
}

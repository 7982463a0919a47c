using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using DiffusionTextures.Compatibility;

namespace DiffusionTextures.Decoding
{
    /// <summary>Float planes [C,H,W] to interleaved RGBA16F. Allocates nothing; vectors and scalars give the same bits.</summary>
    /// <remarks>
    /// Vector has neither shifts nor interleaving on netstandard2.1. Each channel's halves stand in the upper bits of 32, are widened to 64, and are written to scratch memory
    /// two bytes too early or too late: read again at the texel's place they are shifted to where the texel has them, and what lies around them is zero.
    /// </remarks>
    internal static unsafe class HalfPacking
    {
        private const int Chunk = 256;

        // Bytes of scratch memory per channel: a chunk of texels, and room for what is shifted beyond its ends.
        private const int Pad = 8;
        private const int Stride = (Chunk * 8) + (2 * Pad);

        private const int BytesOfShift = 2;
        private const int LeastNormal = 0x38800000;   // 2^-14
        private const int LeastInfinite = 0x477FF000; // 65520

        /// <summary>Three planes to RGBA16F as they are, alpha 1.</summary>
        public static void ToRgba16Float(ReadOnlySpan<float> planes, Span<byte> output)
        {
            var count = planes.Length / 3;
            Require(output.Length, count * 8);
            fixed (float* source = planes)
            fixed (byte* target = output)
            {
                Write(source, source + count, source + (2 * count), count, (ulong*)target);
            }
        }

        /// <summary>One plane to RGBA16F, gray with alpha 1.</summary>
        public static void GrayToRgba16Float(ReadOnlySpan<float> plane, Span<byte> output)
        {
            Require(output.Length, plane.Length * 8);
            fixed (float* source = plane)
            fixed (byte* target = output)
            {
                Write(source, source, source, plane.Length, (ulong*)target);
            }
        }

        /// <summary>sRGB-encoded planes in [-1,1] to RGBA16F in linear light, alpha 1.</summary>
        [SkipLocalsInit]
        public static void SignedSrgbToLinearRgba16Float(ReadOnlySpan<float> planes, Span<byte> output)
        {
            var count = planes.Length / 3;
            Require(output.Length, count * 8);
            var linear = stackalloc float[3 * Chunk];
            fixed (float* source = planes)
            fixed (byte* target = output)
            {
                for (var start = 0; start < count; start += Chunk)
                {
                    var length = Math.Min(Chunk, count - start);
                    for (var channel = 0; channel < 3; channel++)
                    {
                        SrgbPlane.SignedToLinear(source + (channel * count) + start, linear + (channel * Chunk), length);
                    }

                    Write(linear, linear + Chunk, linear + (2 * Chunk), length, (ulong*)target + start);
                }
            }
        }

        [SkipLocalsInit]
        private static void Write(float* red, float* green, float* blue, int count, ulong* texels)
        {
            var scratch = stackalloc byte[3 * Stride];
            for (var start = 0; start < count; start += Chunk)
            {
                var length = Math.Min(Chunk, count - start);
                var done = length - (length % Vector<float>.Count);
                Spread(red + start, done, scratch + Pad - BytesOfShift);
                *(ushort*)(scratch + Pad + (done * 8) - BytesOfShift) = 0;
                Spread(green + start, done, scratch + Stride + Pad);
                Spread(blue + start, done, scratch + (2 * Stride) + Pad + BytesOfShift);
                *(ushort*)(scratch + (2 * Stride) + Pad) = 0;
                Merge(scratch + Pad, done, texels + start);
                for (var i = start + done; i < start + length; i++)
                {
                    texels[i] = HalfFloat.FromSingle(red[i]) | ((ulong)HalfFloat.FromSingle(green[i]) << 16) | ((ulong)HalfFloat.FromSingle(blue[i]) << 32)
                        | ((ulong)HalfFloat.One << 48);
                }
            }
        }

        // Halves in bits 16 to 31 of 64, the others zero.
        private static void Spread(float* values, int count, byte* spread)
        {
            for (var i = 0; i < count; i += Vector<float>.Count)
            {
                var bits = *(Vector<int>*)(values + i);
                var magnitude = bits & new Vector<int>(0x7FFFFFFF);
                var small = Vector.LessThan(magnitude, new Vector<int>(LeastNormal));
                Vector<int> halves;
                if (Vector.EqualsAll((magnitude & small) | Vector.GreaterThanOrEqual(magnitude, new Vector<int>(LeastInfinite)), Vector<int>.Zero))
                {
                    // Normal numbers and zeros. A mask of ones is -1: subtracting it adds the tie's bit.
                    var isOdd = Vector.Equals(magnitude & new Vector<int>(0x2000), new Vector<int>(0x2000));
                    var rounded = Vector.AndNot((magnitude + new Vector<int>(0xFFF - 0x38000000) - isOdd) & new Vector<int>(~0x1FFF), small);
                    var twice = rounded + rounded;
                    var fourfold = twice + twice;
                    halves = (fourfold + fourfold) | (bits & new Vector<int>(int.MinValue));
                }
                else
                {
                    halves = HalfFloat.FromSingle(Vector.AsVectorSingle(bits)) * 65536;
                }

                Vector.Widen(Vector.AsVectorUInt32(halves), out var low, out var high);
                ((Vector<ulong>*)(spread + (i * 8)))[0] = low;
                ((Vector<ulong>*)(spread + (i * 8)))[1] = high;
            }
        }

        private static void Merge(byte* scratch, int count, ulong* texels)
        {
            var alpha = new Vector<ulong>((ulong)HalfFloat.One << 48);
            for (var i = 0; i < count; i += Vector<ulong>.Count)
            {
                *(Vector<ulong>*)(texels + i) = *(Vector<ulong>*)(scratch + (i * 8))
                    | *(Vector<ulong>*)(scratch + Stride + (i * 8))
                    | *(Vector<ulong>*)(scratch + (2 * Stride) + (i * 8))
                    | alpha;
            }
        }

        private static void Require(int actual, int expected)
        {
            if (actual != expected)
            {
                throw new ArgumentException($"The destination has {actual} bytes, expected {expected}.");
            }
        }
    }
}

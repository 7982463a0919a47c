using System;
using DiffusionTextures.Compatibility;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Decoding
{
    /// <summary>
    /// Float planes [C,H,W] to interleaved texels. Codes are round(clamp(x, 0, 1) * max), ties to even, as numpy's; NaN becomes 0.
    /// Allocates nothing. Vector and scalar code compute the same operations, so that the result does not depend on the machine's width.
    /// </summary>
    internal static class PixelPacking
    {
        // x + 1.5 * 2^23 has a unit in the last place of 1: the addition itself rounds to even, and the low bits are the integer.
        private const float RoundingMagic = 12582912f;
        private const int MagicBits = 0x4B400000;

        // Texels between the table and the conversion, small enough for the stack and the first cache.
        private const int Chunk = 256;

        /// <summary>Planes in [-1,1] to RGBA8 with alpha 255. The decoder's output is already sRGB-encoded: codes are stored as they are.</summary>
        /// <param name="planes">[3,H,W], not clamped.</param>
        /// <param name="rgba">4 bytes per texel.</param>
        public static void SignedToRgba8(ReadOnlySpan<float> planes, Span<byte> rgba)
        {
            var count = planes.Length / 3;
            Require(rgba.Length, count * 4);
            var red = planes.Slice(0, count);
            var green = planes.Slice(count, count);
            var blue = planes.Slice(count * 2, count);
            var output = MemoryMarshal.Cast<byte, int>(rgba);
            var reds = MemoryMarshal.Cast<float, Vector<float>>(red);
            var greens = MemoryMarshal.Cast<float, Vector<float>>(green);
            var blues = MemoryMarshal.Cast<float, Vector<float>>(blue);
            var outputs = MemoryMarshal.Cast<int, Vector<int>>(output);
            var alpha = new Vector<int>(unchecked((int)0xFF000000));
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = Code(Unsigned(reds[i]), 255f)
                    | (Code(Unsigned(greens[i]), 255f) * 256)
                    | (Code(Unsigned(blues[i]), 255f) * 65536)
                    | alpha;
            }

            for (var i = outputs.Length * Vector<int>.Count; i < count; i++)
            {
                output[i] = Code(Unsigned(red[i]), 255f)
                    | (Code(Unsigned(green[i]), 255f) << 8)
                    | (Code(Unsigned(blue[i]), 255f) << 16)
                    | unchecked((int)0xFF000000);
            }
        }

        /// <summary>The first two of three planes in [-1,1] to RG8.</summary>
        public static void SignedToRg8(ReadOnlySpan<float> planes, Span<byte> rg)
        {
            var count = planes.Length / 3;
            Require(rg.Length, count * 2);
            var reds = MemoryMarshal.Cast<float, Vector<float>>(planes.Slice(0, count));
            var greens = MemoryMarshal.Cast<float, Vector<float>>(planes.Slice(count, count));
            var outputs = MemoryMarshal.Cast<byte, Vector<ushort>>(rg);
            for (var i = 0; i < outputs.Length; i++)
            {
                var low = Code(Unsigned(reds[i * 2]), 255f) | (Code(Unsigned(greens[i * 2]), 255f) * 256);
                var high = Code(Unsigned(reds[(i * 2) + 1]), 255f) | (Code(Unsigned(greens[(i * 2) + 1]), 255f) * 256);
                outputs[i] = Vector.Narrow((Vector<uint>)low, (Vector<uint>)high);
            }

            for (var i = outputs.Length * Vector<ushort>.Count; i < count; i++)
            {
                rg[i * 2] = (byte)Code(Unsigned(planes[i]), 255f);
                rg[(i * 2) + 1] = (byte)Code(Unsigned(planes[count + i]), 255f);
            }
        }

        /// <summary>One plane in [0,1] to R8.</summary>
        public static void UnitToR8(ReadOnlySpan<float> plane, Span<byte> output)
        {
            Require(output.Length, plane.Length);
            var planes = MemoryMarshal.Cast<float, Vector<float>>(plane);
            var outputs = MemoryMarshal.Cast<byte, Vector<byte>>(output);
            for (var i = 0; i < outputs.Length; i++)
            {
                var low = Vector.Narrow((Vector<uint>)Code(planes[i * 4], 255f), (Vector<uint>)Code(planes[(i * 4) + 1], 255f));
                var high = Vector.Narrow((Vector<uint>)Code(planes[(i * 4) + 2], 255f), (Vector<uint>)Code(planes[(i * 4) + 3], 255f));
                outputs[i] = Vector.Narrow(low, high);
            }

            for (var i = outputs.Length * Vector<byte>.Count; i < output.Length; i++)
            {
                output[i] = (byte)Code(plane[i], 255f);
            }
        }

        /// <summary>One plane in [0,1] to R16.</summary>
        public static void UnitToR16(ReadOnlySpan<float> plane, Span<byte> output)
        {
            Require(output.Length, plane.Length * 2);
            var shorts = MemoryMarshal.Cast<byte, ushort>(output);
            var planes = MemoryMarshal.Cast<float, Vector<float>>(plane);
            var outputs = MemoryMarshal.Cast<ushort, Vector<ushort>>(shorts);
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = Vector.Narrow((Vector<uint>)Code(planes[i * 2], 65535f), (Vector<uint>)Code(planes[(i * 2) + 1], 65535f));
            }

            for (var i = outputs.Length * Vector<ushort>.Count; i < shorts.Length; i++)
            {
                shorts[i] = (ushort)Code(plane[i], 65535f);
            }
        }

        /// <summary>One plane in [0,1] to RGBA8, gray with alpha 255.</summary>
        public static void UnitToRgba8(ReadOnlySpan<float> plane, Span<byte> rgba)
        {
            Require(rgba.Length, plane.Length * 4);
            var output = MemoryMarshal.Cast<byte, int>(rgba);
            var planes = MemoryMarshal.Cast<float, Vector<float>>(plane);
            var outputs = MemoryMarshal.Cast<int, Vector<int>>(output);
            var alpha = new Vector<int>(unchecked((int)0xFF000000));
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = (Code(planes[i], 255f) * 0x010101) | alpha;
            }

            for (var i = outputs.Length * Vector<int>.Count; i < plane.Length; i++)
            {
                output[i] = (Code(plane[i], 255f) * 0x010101) | unchecked((int)0xFF000000);
            }
        }

        /// <summary>Three planes to RGBA16F as they are, alpha 1.</summary>
        public static void ToRgba16Float(ReadOnlySpan<float> planes, Span<byte> output)
        {
            var count = planes.Length / 3;
            Require(output.Length, count * 8);
            WriteHalves(planes.Slice(0, count), planes.Slice(count, count), planes.Slice(count * 2, count), output);
        }

        /// <summary>One plane to RGBA16F, gray with alpha 1.</summary>
        public static void GrayToRgba16Float(ReadOnlySpan<float> plane, Span<byte> output)
        {
            Require(output.Length, plane.Length * 8);
            WriteHalves(plane, plane, plane, output);
        }

        /// <summary>sRGB-encoded planes in [-1,1] to RGBA16F in linear light, alpha 1.</summary>
        public static void SignedSrgbToLinearRgba16Float(ReadOnlySpan<float> planes, Span<byte> output)
        {
            var count = planes.Length / 3;
            Require(output.Length, count * 8);
            Span<float> linear = stackalloc float[3 * Chunk];
            for (var start = 0; start < count; start += Chunk)
            {
                var length = Math.Min(Chunk, count - start);
                for (var channel = 0; channel < 3; channel++)
                {
                    ToLinear(planes.Slice((channel * count) + start, length), linear.Slice(channel * Chunk, length));
                }

                WriteHalves(linear.Slice(0, length), linear.Slice(Chunk, length), linear.Slice(2 * Chunk, length), output.Slice(start * 8, length * 8));
            }
        }

        private static void ToLinear(ReadOnlySpan<float> signed, Span<float> linear)
        {
            for (var i = 0; i < linear.Length; i++)
            {
                linear[i] = SrgbTransfer.ToLinear(Clamp(Unsigned(signed[i])));
            }
        }

        private static void WriteHalves(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<byte> output)
        {
            var lanes = Vector<float>.Count;
            var texels = MemoryMarshal.Cast<byte, ulong>(output);
            Span<int> low = stackalloc int[lanes];
            Span<int> high = stackalloc int[lanes];
            ref var lows = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<int, Vector<int>>(low));
            ref var highs = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<int, Vector<int>>(high));
            var alpha = new Vector<int>(HalfFloat.One * 65536);
            var reds = MemoryMarshal.Cast<float, Vector<float>>(red);
            var greens = MemoryMarshal.Cast<float, Vector<float>>(green);
            var blues = MemoryMarshal.Cast<float, Vector<float>>(blue);
            for (var i = 0; i < reds.Length; i++)
            {
                lows = HalfFloat.FromSingle(reds[i]) | (HalfFloat.FromSingle(greens[i]) * 65536);
                highs = HalfFloat.FromSingle(blues[i]) | alpha;
                var row = texels.Slice(i * lanes, lanes);
                for (var lane = 0; lane < row.Length; lane++)
                {
                    row[lane] = (uint)low[lane] | ((ulong)(uint)high[lane] << 32);
                }
            }

            for (var i = reds.Length * lanes; i < red.Length; i++)
            {
                texels[i] = HalfFloat.FromSingle(red[i]) | ((ulong)HalfFloat.FromSingle(green[i]) << 16) | ((ulong)HalfFloat.FromSingle(blue[i]) << 32)
                    | ((ulong)HalfFloat.One << 48);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> Unsigned(Vector<float> signed) => (signed * 0.5f) + new Vector<float>(0.5f);

        private static float Unsigned(float signed) => (signed * 0.5f) + 0.5f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<int> Code(Vector<float> value, float max)
        {
            // Clamped as bits, which are in the order of the floats and below the magic's for everything negative: what Min and Max of floats
            // do with NaN differs between runtimes.
            var bits = Vector.AsVectorInt32((value * max) + new Vector<float>(RoundingMagic)) & Vector.Equals(value, value);
            var least = new Vector<int>(MagicBits);
            return Vector.Min(Vector.Max(bits, least), new Vector<int>(MagicBits + (int)max)) - least;
        }

        private static int Code(float value, float max)
        {
            return BitConverter.SingleToInt32Bits((Clamp(value) * max) + RoundingMagic) - MagicBits;
        }

        private static float Clamp(float value) => value > 0f ? (value < 1f ? value : 1f) : 0f;

        private static void Require(int actual, int expected)
        {
            if (actual != expected)
            {
                throw new ArgumentException($"The destination has {actual} bytes, expected {expected}.");
            }
        }
    }
}

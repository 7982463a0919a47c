using System;
using System.Numerics;
using System.Runtime.CompilerServices;

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

        // Set in every float of 2 or more, infinity and NaN, and in no other.
        private const int BitOfTwo = 0x40000000;

        // Red, green and blue with the magic's bits still in them, shifted and added: this takes those away and sets alpha.
        private const int ColorBias = unchecked((int)0xFF000000 - (MagicBits * 0x010101));

        /// <summary>Planes in [-1,1] to RGBA8 with alpha 255. The decoder's output is already sRGB-encoded: codes are stored as they are.</summary>
        /// <param name="planes">[3,H,W], not clamped.</param>
        /// <param name="rgba">4 bytes per texel.</param>
        public static unsafe void SignedToRgba8(ReadOnlySpan<float> planes, Span<byte> rgba)
        {
            var count = planes.Length / 3;
            Require(rgba.Length, count * 4);
            var done = count - (count % Vector<float>.Count);
            fixed (float* red = planes)
            fixed (byte* output = rgba)
            {
                var green = red + count;
                var blue = green + count;
                for (var i = 0; i < done; i += Vector<float>.Count)
                {
                    *(Vector<int>*)(output + (i * 4)) = Bits(Unsigned(*(Vector<float>*)(red + i)), 255f)
                        + (Bits(Unsigned(*(Vector<float>*)(green + i)), 255f) * 256)
                        + (Bits(Unsigned(*(Vector<float>*)(blue + i)), 255f) * 65536)
                        + new Vector<int>(ColorBias);
                }

                for (var i = done; i < count; i++)
                {
                    ((int*)output)[i] = Code(Unsigned(red[i]), 255f)
                        | (Code(Unsigned(green[i]), 255f) << 8)
                        | (Code(Unsigned(blue[i]), 255f) << 16)
                        | unchecked((int)0xFF000000);
                }
            }
        }

        /// <summary>The first two of three planes in [-1,1] to RG8.</summary>
        public static unsafe void SignedToRg8(ReadOnlySpan<float> planes, Span<byte> rg)
        {
            var count = planes.Length / 3;
            Require(rg.Length, count * 2);
            var lanes = Vector<float>.Count;
            var done = count - (count % Vector<ushort>.Count);
            fixed (float* red = planes)
            fixed (byte* output = rg)
            {
                var green = red + count;
                for (var i = 0; i < done; i += 2 * lanes)
                {
                    *(Vector<ushort>*)(output + (i * 2)) = Vector.Narrow(RedGreen(red + i, green + i), RedGreen(red + i + lanes, green + i + lanes));
                }

                for (var i = done; i < count; i++)
                {
                    output[i * 2] = (byte)Code(Unsigned(red[i]), 255f);
                    output[(i * 2) + 1] = (byte)Code(Unsigned(green[i]), 255f);
                }
            }
        }

        /// <summary>One plane in [0,1] to R8.</summary>
        public static unsafe void UnitToR8(ReadOnlySpan<float> plane, Span<byte> output)
        {
            Require(output.Length, plane.Length);
            var lanes = Vector<float>.Count;
            var done = plane.Length - (plane.Length % Vector<byte>.Count);
            fixed (float* values = plane)
            fixed (byte* codes = output)
            {
                for (var i = 0; i < done; i += 4 * lanes)
                {
                    var (a, b) = (*(Vector<float>*)(values + i), *(Vector<float>*)(values + i + lanes));
                    var (c, d) = (*(Vector<float>*)(values + i + (2 * lanes)), *(Vector<float>*)(values + i + (3 * lanes)));
                    var bits = Vector.AsVectorInt32(a) | Vector.AsVectorInt32(b) | Vector.AsVectorInt32(c) | Vector.AsVectorInt32(d);
                    if (Vector.EqualsAll(bits & new Vector<int>(BitOfTwo), Vector<int>.Zero))
                    {
                        // Numbers between -2 and 2, whose codes fit into 16 bits before they are clamped.
                        *(Vector<byte>*)(codes + i) = Vector.Narrow(Clamp(Vector.Narrow(Rounded(a), Rounded(b))), Clamp(Vector.Narrow(Rounded(c), Rounded(d))));
                        continue;
                    }

                    // Narrowing keeps the low bits, in which the magic has none.
                    var low = Vector.Narrow(Vector.AsVectorUInt32(Bits(a, 255f)), Vector.AsVectorUInt32(Bits(b, 255f)));
                    var high = Vector.Narrow(Vector.AsVectorUInt32(Bits(c, 255f)), Vector.AsVectorUInt32(Bits(d, 255f)));
                    *(Vector<byte>*)(codes + i) = Vector.Narrow(low, high);
                }

                for (var i = done; i < plane.Length; i++)
                {
                    codes[i] = (byte)Code(values[i], 255f);
                }
            }
        }

        /// <summary>One plane in [0,1] to R16.</summary>
        public static unsafe void UnitToR16(ReadOnlySpan<float> plane, Span<byte> output)
        {
            Require(output.Length, plane.Length * 2);
            var lanes = Vector<float>.Count;
            var done = plane.Length - (plane.Length % Vector<ushort>.Count);
            fixed (float* values = plane)
            fixed (byte* codes = output)
            {
                for (var i = 0; i < done; i += 2 * lanes)
                {
                    *(Vector<ushort>*)(codes + (i * 2)) = Vector.Narrow(Unsigned32(values + i, 65535f), Unsigned32(values + i + lanes, 65535f));
                }

                for (var i = done; i < plane.Length; i++)
                {
                    ((ushort*)codes)[i] = (ushort)Code(values[i], 65535f);
                }
            }
        }

        /// <summary>One plane in [0,1] to RGBA8, gray with alpha 255.</summary>
        public static unsafe void UnitToRgba8(ReadOnlySpan<float> plane, Span<byte> rgba)
        {
            Require(rgba.Length, plane.Length * 4);
            var done = plane.Length - (plane.Length % Vector<float>.Count);
            fixed (float* values = plane)
            fixed (byte* output = rgba)
            {
                for (var i = 0; i < done; i += Vector<float>.Count)
                {
                    *(Vector<int>*)(output + (i * 4)) = (Bits(*(Vector<float>*)(values + i), 255f) * 0x010101) + new Vector<int>(ColorBias);
                }

                for (var i = done; i < plane.Length; i++)
                {
                    ((int*)output)[i] = (Code(values[i], 255f) * 0x010101) | unchecked((int)0xFF000000);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> Unsigned(Vector<float> signed) => (signed * 0.5f) + new Vector<float>(0.5f);

        private static float Unsigned(float signed) => (signed * 0.5f) + 0.5f;

        // The code of a number between -2 and 2 in the low 16 bits, not clamped.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<int> Rounded(Vector<float> value) => Vector.AsVectorInt32((value * 255f) + new Vector<float>(RoundingMagic));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<ushort> Clamp(Vector<short> codes)
        {
            return Vector.AsVectorUInt16(Vector.Min(Vector.Max(codes, Vector<short>.Zero), new Vector<short>(255)));
        }

        // Codes with the magic's bits above them.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<int> Bits(Vector<float> value, float max)
        {
            // Clamped as bits, which are in the order of the floats and below the magic's for everything negative: what Min and Max of floats
            // do with NaN differs between runtimes.
            var bits = Vector.AsVectorInt32((value * max) + new Vector<float>(RoundingMagic)) & Vector.Equals(value, value);
            return Vector.Min(Vector.Max(bits, new Vector<int>(MagicBits)), new Vector<int>(MagicBits + (int)max));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static unsafe Vector<uint> Unsigned32(float* values, float max) => Vector.AsVectorUInt32(Bits(*(Vector<float>*)values, max));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static unsafe Vector<uint> RedGreen(float* red, float* green)
        {
            return Vector.AsVectorUInt32(Bits(Unsigned(*(Vector<float>*)red), 255f) + (Bits(Unsigned(*(Vector<float>*)green), 255f) * 256));
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

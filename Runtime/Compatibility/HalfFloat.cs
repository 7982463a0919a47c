using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffusionTextures.Compatibility
{
    /// <summary>IEEE 754 binary16 by its bits, because netstandard2.1 has no <c>System.Half</c>. Both directions round to nearest, ties to even.</summary>
    internal static class HalfFloat
    {
        /// <summary>The bits of 1.</summary>
        public const ushort One = 0x3C00;

        /// <summary>Widens every element; exact.</summary>
        public static void ToSingle(ReadOnlySpan<ushort> halves, Span<float> singles)
        {
            for (var i = 0; i < halves.Length; i++)
            {
                singles[i] = ToSingle(halves[i]);
            }
        }

        /// <summary>Narrows every element; what is beyond 65504 becomes infinity.</summary>
        public static void FromSingle(ReadOnlySpan<float> singles, Span<ushort> halves)
        {
            for (var i = 0; i < singles.Length; i++)
            {
                halves[i] = FromSingle(singles[i]);
            }
        }

        public static float ToSingle(ushort half)
        {
            var sign = (half & 0x8000) << 16;
            var magnitude = half & 0x7FFF;
            if (magnitude >= 0x7C00)
            {
                return BitConverter.Int32BitsToSingle(sign | 0x7F800000 | (magnitude & 0x3FF) << 13);
            }

            // Scaling by 2^112 moves the exponent from bias 15 to bias 127 and normalises subnormals on the way.
            var scaled = BitConverter.Int32BitsToSingle(magnitude << 13) * 5.192296858534828e33f;
            return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(scaled) | sign);
        }

        public static ushort FromSingle(float single)
        {
            var bits = BitConverter.SingleToInt32Bits(single);
            var sign = (bits >> 16) & 0x8000;
            var magnitude = bits & 0x7FFFFFFF;
            if (magnitude > 0x7F800000)
            {
                return (ushort)(sign | 0x7E00);
            }

            if (magnitude >= 0x477FF000)
            {
                return (ushort)(sign | 0x7C00);
            }

            if (magnitude < 0x38800000)
            {
                // Adding 0.5 aligns the subnormal's last bit with the float's last bit, so that the addition itself rounds.
                var aligned = BitConverter.Int32BitsToSingle(magnitude) + 0.5f;
                return (ushort)(sign | BitConverter.SingleToInt32Bits(aligned) - 0x3F000000);
            }

            var roundedUp = magnitude + 0xFFF + ((magnitude >> 13) & 1);
            return (ushort)(sign | roundedUp - 0x38000000 >> 13);
        }

        /// <summary>As for one, in the low 16 bits of each lane.</summary>
        /// <remarks>Vector has no shifts on netstandard2.1: what is shifted away is cut off first, so that the float in between is exact.</remarks>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<int> FromSingle(Vector<float> single)
        {
            var bits = Vector.AsVectorInt32(single);
            var magnitude = bits & new Vector<int>(0x7FFFFFFF);
            var sign = Vector.LessThan(bits, Vector<int>.Zero) & new Vector<int>(0x8000);

            // A mask of ones is -1: subtracting it adds the tie's bit.
            var isOdd = Vector.Equals(magnitude & new Vector<int>(0x2000), new Vector<int>(0x2000));
            var rounded = (magnitude + new Vector<int>(0xFFF - 0x38000000) - isOdd) & new Vector<int>(~0x1FFF);
            var normal = Vector.ConvertToInt32(Vector.ConvertToSingle(rounded) * (1f / 8192f));
            var subnormal = Vector.AsVectorInt32(Vector.AsVectorSingle(magnitude) + new Vector<float>(0.5f)) - new Vector<int>(0x3F000000);
            var half = Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<int>(0x38800000)), subnormal, normal);
            half = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(magnitude, new Vector<int>(0x477FF000)), new Vector<int>(0x7C00), half);
            half = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, new Vector<int>(0x7F800000)), new Vector<int>(0x7E00), half);
            return half | sign;
        }
    }
}

using System;

namespace DiffusionTextures.Decoding
{
    /// <summary>IEEE 754 binary16 as bits, because netstandard2.1 has no Half.</summary>
    internal static class HalfFloat
    {
        public const ushort One = 0x3C00;

        /// <summary>The nearest half, ties to even; too large becomes infinity, NaN stays NaN.</summary>
        public static ushort FromSingle(float value)
        {
            var bits = (uint)BitConverter.SingleToInt32Bits(value);
            var sign = (bits >> 16) & 0x8000;
            var magnitude = bits & 0x7FFFFFFF;
            if (magnitude > 0x7F800000)
            {
                return (ushort)(sign | 0x7E00 | ((magnitude >> 13) & 0x3FF));
            }

            if (magnitude >= 0x47800000)
            {
                return (ushort)(sign | 0x7C00);
            }

            if (magnitude < 0x38800000)
            {
                // Below the smallest normal half the spacing is constant: adding 0.5 puts the rounding at exactly that bit.
                var shifted = BitConverter.Int32BitsToSingle((int)magnitude) + 0.5f;
                return (ushort)(sign | ((uint)BitConverter.SingleToInt32Bits(shifted) - 0x3F000000));
            }

            var odd = (magnitude >> 13) & 1;
            return (ushort)(sign | ((magnitude - 0x38000000 + 0xFFF + odd) >> 13));
        }

        /// <summary>Exact.</summary>
        public static float ToSingle(ushort half)
        {
            var sign = (uint)(half & 0x8000) << 16;
            var exponent = (half >> 10) & 0x1F;
            var fraction = (uint)(half & 0x3FF);
            if (exponent == 0)
            {
                var magnitude = fraction * 5.9604644775390625e-8f;
                return sign == 0 ? magnitude : -magnitude;
            }

            var bits = exponent == 31 ? 0x7F800000 | (fraction << 13) : ((uint)(exponent + 112) << 23) | (fraction << 13);
            return BitConverter.Int32BitsToSingle((int)(sign | bits));
        }
    }
}

using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Graphs
{
    /// <summary>Converts between float32 and the bytes of float32, float16 and bfloat16 (little endian). Rounds to nearest, ties to even, as IEEE 754 does.</summary>
    internal static class FloatBits
    {
        /// <summary>Reads as many numbers as <paramref name="values"/> holds.</summary>
        public static void Read(ElementType type, ReadOnlySpan<byte> bytes, Span<float> values)
        {
            switch (type)
            {
                case ElementType.Float:
                    for (int i = 0; i < values.Length; i++)
                        values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(4 * i)));
                    break;
                case ElementType.Float16:
                    for (int i = 0; i < values.Length; i++)
                        values[i] = FromHalf(BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(2 * i)));
                    break;
                case ElementType.BFloat16:
                    for (int i = 0; i < values.Length; i++)
                        values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(2 * i)) << 16);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type), type, "Float, Float16 or BFloat16 is expected.");
            }
        }

        public static void Write(ElementType type, ReadOnlySpan<float> values, Span<byte> bytes)
        {
            switch (type)
            {
                case ElementType.Float:
                    for (int i = 0; i < values.Length; i++)
                        BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(4 * i), BitConverter.SingleToInt32Bits(values[i]));
                    break;
                case ElementType.Float16:
                    for (int i = 0; i < values.Length; i++)
                        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(2 * i), ToHalf(values[i]));
                    break;
                case ElementType.BFloat16:
                    for (int i = 0; i < values.Length; i++)
                        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(2 * i), ToBrain(values[i]));
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type), type, "Float, Float16 or BFloat16 is expected.");
            }
        }

        public static float FromHalf(ushort half)
        {
            int sign = (half & 0x8000) << 16, exponent = (half >> 10) & 31, mantissa = half & 0x3FF;
            if (exponent == 31)
                return BitConverter.Int32BitsToSingle(sign | 0x7F800000 | mantissa << 13);
            if (exponent == 0)
            {
                float tiny = mantissa * (1f / (1 << 24));
                return sign == 0 ? tiny : -tiny;
            }
            return BitConverter.Int32BitsToSingle(sign | (exponent + 112) << 23 | mantissa << 13);
        }

        public static ushort ToHalf(float value)
        {
            int bits = BitConverter.SingleToInt32Bits(value);
            int sign = (bits >> 16) & 0x8000, magnitude = bits & 0x7FFFFFFF;
            if (magnitude > 0x7F800000)
                return (ushort)(sign | 0x7E00);
            if (magnitude >= 0x477FF000)
                return (ushort)(sign | 0x7C00);
            if (magnitude < 0x38800000)
            {
                // Below 2^-14: the sum's last bits are the half's, rounded by the addition itself.
                float shifted = BitConverter.Int32BitsToSingle(magnitude) + 0.5f;
                return (ushort)(sign | (BitConverter.SingleToInt32Bits(shifted) - 0x3F000000));
            }
            int rounded = magnitude + 0xFFF + ((magnitude >> 13) & 1);
            return (ushort)(sign | ((rounded - 0x38000000) >> 13));
        }

        private static ushort ToBrain(float value)
        {
            int bits = BitConverter.SingleToInt32Bits(value);
            if ((bits & 0x7FFFFFFF) > 0x7F800000)
                return (ushort)((bits >> 16) | 0x40);
            return (ushort)((uint)(bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }
}

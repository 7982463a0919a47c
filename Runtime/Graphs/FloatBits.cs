using System;
using System.Buffers.Binary;
using DiffusionTextures.Compatibility;

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
                        values[i] = HalfFloat.ToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(2 * i)));
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
                        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(2 * i), HalfFloat.FromSingle(values[i]));
                    break;
                case ElementType.BFloat16:
                    for (int i = 0; i < values.Length; i++)
                        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(2 * i), ToBrain(values[i]));
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type), type, "Float, Float16 or BFloat16 is expected.");
            }
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

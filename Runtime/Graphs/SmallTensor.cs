using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>A few whole numbers with dimensions: pads, axes, shapes.</summary>
    internal readonly struct SmallTensor
    {
        /// <summary>What is larger is data, not a parameter.</summary>
        public const int MostElements = 1024;

        public SmallTensor(long[] dims, long[] values)
        {
            Dims = dims;
            Values = values;
        }

        public long[] Dims { get; }

        public long[] Values { get; }

        public static SmallTensor Vector(params long[] values) => new SmallTensor(new long[] { values.Length }, values);

        /// <summary>Reads the whole numbers of a TensorProto; null where it holds something else or too many.</summary>
        public static SmallTensor? Of(ReadOnlySpan<byte> message)
        {
            var dims = new List<long>();
            var typed = new List<long>();
            var type = ElementType.Undefined;
            ReadOnlySpan<byte> raw = default;
            var reader = new WireReader(message);
            while (reader.Next())
            {
                switch (reader.Field)
                {
                    case 1: reader.Int64s(dims); break;
                    case 2: type = (ElementType)reader.Int32(); break;
                    case 5:
                    case 7: reader.Int64s(typed); break;
                    case 9: raw = reader.Bytes(); break;
                    case 14: return null;
                    default: reader.Skip(); break;
                }
            }
            if (type != ElementType.Int64 && type != ElementType.Int32 || raw.Length > MostElements * 8 || typed.Count > MostElements)
                return null;
            int size = type.SizeInBytes();
            long[] values = raw.Length == 0 ? typed.ToArray() : new long[raw.Length / size];
            for (int i = 0; raw.Length > 0 && i < values.Length; i++)
            {
                values[i] = size == 8
                    ? System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(raw.Slice(8 * i))
                    : System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(raw.Slice(4 * i));
            }
            long[] shape = dims.ToArray();
            return OnnxInitializer.Count("", shape) == values.Length ? new SmallTensor(shape, values) : (SmallTensor?)null;
        }
    }
}

using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Graphs
{
    /// <summary>Makes initializers from numbers.</summary>
    internal static class NewWeights
    {
        /// <summary>A vector of whole numbers.</summary>
        public static OnnxInitializer Int64(string name, params long[] values)
        {
            var bytes = new byte[8 * values.Length];
            for (int i = 0; i < values.Length; i++)
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), values[i]);
            return OnnxInitializer.FromMemory(name, ElementType.Int64, new long[] { values.Length }, bytes);
        }

        /// <summary>One whole number without dimensions, int64 or int32.</summary>
        public static OnnxInitializer Whole(string name, ElementType type, int value)
        {
            var bytes = new byte[type == ElementType.Int32 ? 4 : 8];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value), value, "Ids and sizes are not negative.");
            return OnnxInitializer.FromMemory(name, type == ElementType.Int32 ? ElementType.Int32 : ElementType.Int64, Array.Empty<long>(), bytes);
        }

        /// <summary>Numbers in the type of the model that they go into.</summary>
        /// <param name="name">Name of the weight.</param>
        /// <param name="type">Float, Float16 or BFloat16.</param>
        /// <param name="values">Row by row.</param>
        /// <param name="dims">Their product is the length of <paramref name="values"/>.</param>
        public static OnnxInitializer Floats(string name, ElementType type, ReadOnlySpan<float> values, params long[] dims)
        {
            var bytes = new byte[values.Length * (long)type.SizeInBytes()];
            FloatBits.Write(type, values, bytes);
            return OnnxInitializer.FromMemory(name, type, dims, bytes);
        }
    }
}

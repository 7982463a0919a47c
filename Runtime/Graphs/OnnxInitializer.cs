using System;

namespace DiffusionTextures.Graphs
{
    /// <summary>A weight or constant: what it is and where its numbers lie. The numbers of large ones stay in their file.</summary>
    internal sealed class OnnxInitializer
    {
        private OnnxInitializer(string name, ElementType type, long[] dims, WeightPlace place)
        {
            Name = name;
            ElementType = type;
            Dims = dims;
            Place = place;
        }

        public string Name { get; }

        public ElementType ElementType { get; }

        public long[] Dims { get; }

        public WeightPlace Place { get; }

        /// <summary>For <see cref="WeightPlace.Message"/>: the whole TensorProto. For <see cref="WeightPlace.Memory"/>: the numbers, little endian, row by row.</summary>
        public byte[] Bytes { get; private set; } = Array.Empty<byte>();

        /// <summary>For <see cref="WeightPlace.File"/>: name of the file, relative to the model's folder, with forward slashes.</summary>
        public string Location { get; private set; } = "";

        /// <summary>For <see cref="WeightPlace.File"/>: first byte of the numbers.</summary>
        public long Offset { get; private set; }

        /// <summary>Bytes of the numbers; 0 for <see cref="WeightPlace.Message"/>.</summary>
        public long Length { get; private set; }

        public static OnnxInitializer FromMessage(string name, ElementType type, long[] dims, byte[] message) =>
            new OnnxInitializer(name, type, dims, WeightPlace.Message) { Bytes = message };

        public static OnnxInitializer FromFile(string name, ElementType type, long[] dims, string location, long offset, long length) =>
            new OnnxInitializer(name, type, dims, WeightPlace.File) { Location = location, Offset = offset, Length = length };

        /// <summary>A new weight. <paramref name="numbers"/> is kept, not copied.</summary>
        public static OnnxInitializer FromMemory(string name, ElementType type, long[] dims, byte[] numbers) =>
            new OnnxInitializer(name, type, dims, WeightPlace.Memory) { Bytes = numbers, Length = numbers.Length };

        /// <summary>Number of elements.</summary>
        /// <exception cref="WireException">A dimension is negative or their product does not fit in 63 bits.</exception>
        public static long Count(string name, long[] dims)
        {
            long count = 1;
            foreach (long dim in dims)
            {
                if (dim < 0)
                    throw new WireException($"the tensor '{name}' has the negative dimension {dim}");
                if (dim > 0 && count > long.MaxValue / 16 / dim)
                    throw new WireException($"the tensor '{name}' has more elements than any file can hold");
                count *= dim;
            }
            return count;
        }

        public override string ToString() => $"{Name} {ElementType}[{string.Join(",", Dims)}]";
    }
}

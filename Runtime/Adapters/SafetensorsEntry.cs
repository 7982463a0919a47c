using DiffusionTextures.Graphs;

namespace DiffusionTextures.Adapters
{
    /// <summary>One tensor of a safetensors file.</summary>
    internal sealed class SafetensorsEntry
    {
        public SafetensorsEntry(string name, string type, long[] shape, long begin, long end)
        {
            Name = name;
            Type = type;
            Shape = shape;
            Begin = begin;
            End = end;
        }

        public string Name { get; }

        /// <summary>As the file spells it: "F32", "F16", "BF16", "I64" and so on.</summary>
        public string Type { get; }

        public long[] Shape { get; }

        /// <summary>First byte, counted from the end of the header.</summary>
        public long Begin { get; }

        /// <summary>The byte behind the last one.</summary>
        public long End { get; }

        /// <summary>The type as ONNX has it; Undefined for what is no float that this package reads.</summary>
        public ElementType FloatType => Type == "F32" ? ElementType.Float : Type == "F16" ? ElementType.Float16 : Type == "BF16" ? ElementType.BFloat16 : ElementType.Undefined;
    }
}

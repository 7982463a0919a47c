using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DiffusionTextures.Inference
{
    /// <summary>An input or output as the model declares it.</summary>
    internal sealed class TensorSpec
    {
        public TensorSpec(string name, TensorElement element, IReadOnlyList<int> dimensions, IReadOnlyList<string> symbols)
        {
            Name = name;
            Element = element;
            Dimensions = dimensions;
            Symbols = symbols;
        }

        public string Name { get; }

        public TensorElement Element { get; }

        /// <summary>One entry per axis; -1 for an axis that the caller chooses.</summary>
        public IReadOnlyList<int> Dimensions { get; }

        /// <summary>The symbolic name of each axis, empty where there is none.</summary>
        public IReadOnlyList<string> Symbols { get; }

        public int Rank => Dimensions.Count;

        /// <summary>Bytes of one number.</summary>
        public int ElementSize => Element switch { TensorElement.Float16 => 2, TensorElement.Int64 => 8, _ => 4 };

        public bool IsFloat => Element == TensorElement.Float32 || Element == TensorElement.Float16;

        /// <summary>For messages: <c>sample Float32 [batch_size,4,height,width]</c>.</summary>
        public override string ToString()
        {
            var axes = Dimensions.Select((size, axis) => size >= 0 ? size.ToString(CultureInfo.InvariantCulture) : Symbol(axis));
            return $"{Name} {Element} [{string.Join(",", axes)}]";
        }

        private string Symbol(int axis) => Symbols[axis].Length > 0 ? Symbols[axis] : "?";
    }
}

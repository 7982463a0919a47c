namespace DiffusionTextures.Graphs
{
    /// <summary>Finds the element type of a value where the export does not state it.</summary>
    internal static class ValueTypes
    {
        private const int LongestChain = 10_000;

        /// <summary>Float, Float16 or another type; Undefined where it cannot be told.</summary>
        public static ElementType Of(OnnxGraph graph, string value)
        {
            // Nearly every operator gives the type of its first input.
            for (int i = 0; i < LongestChain; i++)
            {
                if (graph.Initializer(value) is OnnxInitializer weight)
                    return weight.ElementType;
                if (graph.Input(value) is OnnxValue input)
                    return input.ElementType;
                OnnxNode? node = graph.Producer(value);
                if (node == null || node.Inputs.Length == 0)
                    return ElementType.Undefined;
                if (node.Is("Cast"))
                    return (ElementType)node.Int("to", 0);
                value = node.Is("Where") ? node.Inputs[1] : node.Inputs[0];
            }
            return ElementType.Undefined;
        }
    }
}

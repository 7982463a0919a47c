namespace DiffusionTextures.Graphs
{
    /// <summary>Operators whose axes moved from an attribute to an input: Unsqueeze in version 13, ReduceMean in version 18.</summary>
    internal static class AxisOperators
    {
        public static string Unsqueeze(OnnxGraph graph, string name, string value, long axis) =>
            graph.Opset >= 13
                ? graph.Add("Unsqueeze", name, new[] { value, Axes(graph, axis) })
                : graph.Add("Unsqueeze", name, new[] { value }, OnnxAttribute.Ints("axes", axis));

        /// <summary>The mean over one axis, which goes.</summary>
        public static string ReduceMean(OnnxGraph graph, string name, string value, long axis) =>
            graph.Opset >= 18
                ? graph.Add("ReduceMean", name, new[] { value, Axes(graph, axis) }, OnnxAttribute.Int("keepdims", 0))
                : graph.Add("ReduceMean", name, new[] { value }, OnnxAttribute.Ints("axes", axis), OnnxAttribute.Int("keepdims", 0));

        private static string Axes(OnnxGraph graph, long axis) => SharedNumbers.Of(graph, axis);
    }
}

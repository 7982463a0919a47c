namespace DiffusionTextures.Graphs
{
    /// <summary>Vectors of whole numbers that edits need (axes, starts, shapes), each added to a graph once.</summary>
    internal static class SharedNumbers
    {
        public static string Of(OnnxGraph graph, params long[] values)
        {
            string name = "/numbers/" + string.Join("_", values);
            return graph.Initializer(name) == null ? graph.AddInitializer(NewWeights.Int64(name, values)) : name;
        }
    }
}

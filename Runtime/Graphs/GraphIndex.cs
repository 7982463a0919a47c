using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>Finds who produces and who reads each value of a graph that was read from a file, and refuses graphs that do not fit together.</summary>
    internal static class GraphIndex
    {
        public static void Build(
            OnnxGraph graph,
            Dictionary<string, OnnxNode> producers,
            Dictionary<string, OnnxInitializer> initializers,
            Dictionary<string, OnnxValue> inputs,
            Dictionary<string, List<OnnxNode>> consumers)
        {
            foreach (OnnxValue input in graph.Inputs)
            {
                if (!inputs.TryAdd(input.Name, input))
                    throw new WireException($"two inputs have the name '{input.Name}'");
            }
            // An initializer may have the name of an input: it is that input's default.
            foreach (OnnxInitializer initializer in graph.Initializers)
            {
                if (!initializers.TryAdd(initializer.Name, initializer))
                    throw new WireException($"two initializers have the name '{initializer.Name}'");
            }
            foreach (OnnxNode node in graph.Nodes)
            {
                foreach (string output in node.Outputs)
                {
                    if (output.Length == 0)
                        continue;
                    if (inputs.ContainsKey(output) || initializers.ContainsKey(output) || !producers.TryAdd(output, node))
                        throw new WireException($"the value '{output}' is produced twice, the second time by the node '{node.Name}'");
                }
            }
            foreach (OnnxNode node in graph.Nodes)
            {
                foreach (string input in node.Inputs)
                {
                    if (input.Length > 0 && !graph.Knows(input))
                        throw new WireException($"the node '{node.Name}' reads '{input}', which nothing produces");
                    Add(consumers, input, node);
                }
                if (node.Captured == null)
                    continue;
                foreach (string captured in node.Captured)
                {
                    if (producers.ContainsKey(captured))
                        Add(consumers, captured, node);
                }
            }
            foreach (OnnxValue output in graph.Outputs)
            {
                if (!graph.Knows(output.Name))
                    throw new WireException($"nothing produces the output '{output.Name}'");
            }
            NodeOrder.Sort(graph);
        }

        private static void Add(Dictionary<string, List<OnnxNode>> consumers, string value, OnnxNode node)
        {
            if (value.Length == 0)
                return;
            if (!consumers.TryGetValue(value, out List<OnnxNode>? readers))
                consumers.Add(value, readers = new List<OnnxNode>(1));
            if (readers.Count == 0 || readers[readers.Count - 1] != node)
                readers.Add(node);
        }
    }
}

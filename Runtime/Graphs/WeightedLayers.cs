using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>The linear layers and convolutions of a graph, by module path with underscores for dots ("mid_block_attentions_0_proj_in").</summary>
    internal static class WeightedLayers
    {
        public static Dictionary<string, OnnxNode> Of(OnnxGraph graph)
        {
            var layers = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);
            foreach (OnnxNode node in graph.Nodes)
            {
                if (!(node.Is("MatMul") || node.Is("Gemm") || node.Is("Conv")) || node.Inputs.Length < 2)
                    continue;
                OnnxInitializer? weight = Weight(graph, node.Inputs[1]);
                if (weight == null)
                    continue;
                string path = node.ModulePath;
                if (path.Length == 0 && weight.Name.EndsWith(".weight", StringComparison.Ordinal))
                    path = weight.Name.Substring(0, weight.Name.Length - ".weight".Length);
                if (path.Length > 0)
                    layers.TryAdd(path.Replace('.', '_'), node);
            }
            return layers;
        }

        /// <summary>The initializer behind a weight, past the operators that exporters leave between them.</summary>
        public static OnnxInitializer? Weight(OnnxGraph graph, string value)
        {
            for (int i = 0; i < 4; i++)
            {
                if (graph.Initializer(value) is OnnxInitializer weight)
                    return weight;
                OnnxNode? node = graph.Producer(value);
                if (node == null || !(node.Is("Transpose") || node.Is("Cast") || node.Is("Identity") || node.Is("DequantizeLinear")))
                    return null;
                value = node.Inputs[0];
            }
            return null;
        }
    }
}

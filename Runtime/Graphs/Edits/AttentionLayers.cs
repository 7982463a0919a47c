using System;
using System.Collections.Generic;
using System.Globalization;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>The attention layers of a U-Net.</summary>
    internal static class AttentionLayers
    {
        /// <summary>The Softmax operators of the cross-attention layers, whose outputs [B,heads,h w,tokens] (or [B heads,h w,tokens]) are the attention probabilities.</summary>
        /// <exception cref="ModelException">The model has none that can be recognised.</exception>
        public static List<OnnxNode> CrossProbabilities(OnnxModel model)
        {
            var found = new List<OnnxNode>();
            foreach (OnnxNode node in model.Graph.Nodes)
            {
                if (node.Is("Softmax") && node.ModulePath.EndsWith(".attn2", StringComparison.Ordinal))
                    found.Add(node);
            }
            if (found.Count == 0)
                throw new ModelException($"'{model.Path}' has no cross-attention whose probabilities can be reached: its attention was fused or it lost its names. Use the plain export of the U-Net.");
            return found;
        }

        /// <summary>
        /// Halvings of the latent's size at a layer, from the number of its block; every down block but the last halves.
        /// </summary>
        /// <param name="path">The layer's module path.</param>
        /// <param name="blocks">Number of down blocks, which is the number of up blocks.</param>
        public static int Level(string path, int blocks)
        {
            string[] parts = path.Split('.');
            int number = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0;
            return parts[0] == "down_blocks" ? number : parts[0] == "up_blocks" ? blocks - 1 - number : blocks - 1;
        }

        /// <summary>Number of up blocks.</summary>
        public static int Blocks(OnnxGraph graph)
        {
            int blocks = 0;
            foreach (OnnxNode node in graph.Nodes)
            {
                string[] parts = node.ModulePath.Split('.');
                if (parts[0] == "up_blocks" && parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                    blocks = Math.Max(blocks, number + 1);
            }
            return blocks;
        }

        /// <summary>Brings probabilities with or without an own axis for the heads to [B,heads,h w,tokens].</summary>
        /// <param name="graph">The graph.</param>
        /// <param name="scope">Prefix for the names of new nodes.</param>
        /// <param name="probabilities">The value.</param>
        /// <param name="batch">A vector of one number, B.</param>
        public static string WithHeads(OnnxGraph graph, string scope, string probabilities, string batch)
        {
            string shape = graph.Add("Shape", scope + "/Shape", new[] { probabilities });
            string last = graph.Add("Slice", scope + "/Slice", new[] { shape, SharedNumbers.Of(graph, -2), SharedNumbers.Of(graph, long.MaxValue), SharedNumbers.Of(graph, 0) });
            string four = graph.Add("Concat", scope + "/Concat", new[] { batch, SharedNumbers.Of(graph, -1), last }, OnnxAttribute.Int("axis", 0));
            return graph.Add("Reshape", scope + "/Reshape", new[] { probabilities, four });
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>
    /// Adds outputs that tell where each word of the prompt acts: the cross-attention probabilities, averaged over the heads and over all layers of one resolution.
    /// </summary>
    internal sealed class AttentionMapsOut : IGraphEdit
    {
        private const string Prefix = "attention_maps.";

        private readonly Dictionary<int, int> _layers = new Dictionary<int, int>();

        /// <summary>The output for layers whose picture is the latent halved <paramref name="level"/> times: float32 [B,h w,tokens].</summary>
        public static string OutputName(int level) => Prefix + level.ToString(CultureInfo.InvariantCulture);

        /// <summary>The halvings that an output of that name is of; null for other outputs.</summary>
        public static int? LevelOf(string output)
        {
            return output.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(output.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int level)
                ? level
                : (int?)null;
        }

        /// <summary>Number of layers of each output, by halvings; known once the edit was applied.</summary>
        public IReadOnlyDictionary<int, int> Layers => _layers;

        public EditReport Apply(OnnxModel model)
        {
            OnnxGraph graph = model.Graph;
            if (graph.Input("encoder_hidden_states") == null)
                throw new ModelException($"'{model.Path}' has no input 'encoder_hidden_states': it is no U-Net, so it has no attention maps. Give the model of the folder 'unet'.");
            List<OnnxNode> layers = AttentionLayers.CrossProbabilities(model);
            int blocks = AttentionLayers.Blocks(graph);
            var report = new EditReport("attention maps as outputs");
            string shape = graph.Add("Shape", "/attention_maps/Shape", new[] { graph.Input("encoder_hidden_states")!.Name });
            string batch = graph.Add("Slice", "/attention_maps/Slice", new[] { shape, SharedNumbers.Of(graph, 0), SharedNumbers.Of(graph, 1), SharedNumbers.Of(graph, 0) });
            var levels = new SortedDictionary<int, List<string>>();
            foreach (OnnxNode node in layers)
            {
                // After a control of the attention the probabilities have the name that the operator's output had.
                string output = Probabilities(node.Outputs[0]);
                string scope = "/attention_maps" + node.Name;
                string heads = AttentionLayers.WithHeads(graph, scope, output, batch);
                string mean = AxisOperators.ReduceMean(graph, scope + "/ReduceMean", heads, 1);
                int level = AttentionLayers.Level(node.ModulePath, blocks);
                if (!levels.TryGetValue(level, out List<string>? maps))
                    levels.Add(level, maps = new List<string>());
                maps.Add(graph.Add("Cast", scope + "/Cast", new[] { mean }, OnnxAttribute.Int("to", (long)ElementType.Float)));
                report.Touched.Add(node.Name);
            }
            foreach (KeyValuePair<int, List<string>> level in levels)
            {
                string name = OutputName(level.Key);
                _layers.Add(level.Key, level.Value.Count);
                graph.AddNode(new OnnxNode(graph.NewNodeName("/attention_maps/" + name), "Mean", level.Value.ToArray(), new[] { name }));
                graph.AddOutput(OnnxValue.Tensor(name, ElementType.Float, "batch_size", name + "_places", "sequence_length"));
                report.NewOutputs.Add(name);
            }
            return report;
        }

        private static string Probabilities(string output)
        {
            const string suffix = "/own_rows";
            return output.EndsWith(suffix, StringComparison.Ordinal) ? output.Substring(0, output.Length - suffix.Length) : output;
        }
    }
}

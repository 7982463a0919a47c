using System.Collections.Generic;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>
    /// Lets the denoising loop inject attention, for prompt-to-prompt editing (Hertz et al. 2022). Everything is an input, so that the loop only flips numbers:
    /// <list type="bullet">
    /// <item>self-attention: rows of the batch take query and key of the row that <see cref="SelfRows"/> names, which makes their probabilities that row's;</item>
    /// <item>cross-attention: P'[b] = P[b] diag(keep[b]) + P[rows[b]] map[b], with <see cref="CrossRows"/>, <see cref="CrossKeep"/> and <see cref="CrossMap"/>.</item>
    /// </list>
    /// Rows 0..B-1, keep = 1 and map = 0 leave the model as it was, bit for bit. Replacing and refining with a mapper and alpha: keep = 1 - alpha,
    /// map = mapper diag(alpha), rows = the source's row.
    /// </summary>
    internal sealed class AttentionControl : IGraphEdit
    {
        /// <summary>int64 [B].</summary>
        public const string SelfRows = "attention_self_rows";

        /// <summary>int64 [B].</summary>
        public const string CrossRows = "attention_cross_rows";

        /// <summary>float32 [B,tokens].</summary>
        public const string CrossKeep = "attention_cross_keep";

        /// <summary>float32 [B,tokens,tokens]: from the other row's token (first) to this row's token (second).</summary>
        public const string CrossMap = "attention_cross_map";

        public EditReport Apply(OnnxModel model)
        {
            OnnxGraph graph = model.Graph;
            List<OnnxNode> cross = AttentionLayers.CrossProbabilities(model);
            List<OnnxNode> self = SelfProjections(model);
            graph.AddInput(OnnxValue.Tensor(SelfRows, ElementType.Int64, "batch_size"));
            graph.AddInput(OnnxValue.Tensor(CrossRows, ElementType.Int64, "batch_size"));
            graph.AddInput(OnnxValue.Tensor(CrossKeep, ElementType.Float, "batch_size", "sequence_length"));
            graph.AddInput(OnnxValue.Tensor(CrossMap, ElementType.Float, "batch_size", "sequence_length", "sequence_length"));
            var report = new EditReport("attention control");
            report.NewInputs.AddRange(new[] { SelfRows, CrossRows, CrossKeep, CrossMap });
            foreach (OnnxNode node in self)
            {
                string output = LoraBranches.LayerOutput(node);
                OnnxNode end = graph.Producer(output)!;
                string own = graph.RenameOutput(end, 0, output + "/own_rows");
                graph.AddNode(new OnnxNode(graph.NewNodeName("/attention_control" + output), "Gather", new[] { own, SelfRows }, new[] { output }, OnnxAttribute.Int("axis", 0)));
                report.Touched.Add(node.Name);
            }
            string batch = graph.Add("Shape", "/attention_control/Shape", new[] { CrossRows });
            foreach (OnnxNode node in cross)
            {
                Inject(graph, node, batch);
                report.Touched.Add(node.Name);
            }
            return report;
        }

        private static void Inject(OnnxGraph graph, OnnxNode softmax, string batch)
        {
            string output = softmax.Outputs[0], scope = "/attention_control" + softmax.Name;
            ElementType type = ValueTypes.Of(graph, output);
            string own = graph.RenameOutput(softmax, 0, output + "/own_rows");
            string heads = AttentionLayers.WithHeads(graph, scope, own, batch);
            string others = graph.Add("Gather", scope + "/Gather", new[] { heads, CrossRows }, OnnxAttribute.Int("axis", 0));
            string mapped = graph.Add("MatMul", scope + "/MatMul", new[] { others, Typed(graph, CrossMap, type, 1) });
            string kept = graph.Add("Mul", scope + "/Mul", new[] { heads, Typed(graph, CrossKeep, type, 2) });
            string sum = graph.Add("Add", scope + "/Add", new[] { kept, mapped });
            string shape = graph.Add("Shape", scope + "/Shape", new[] { own });
            graph.AddNode(new OnnxNode(graph.NewNodeName(scope + "/Reshape"), "Reshape", new[] { sum, shape }, new[] { output }));
        }

        /// <summary>An input in the type of the probabilities, with axes of one put in behind the batch: for the heads, or for heads and places.</summary>
        private static string Typed(OnnxGraph graph, string input, ElementType type, int axes)
        {
            string name = "/attention_control/" + input + "_" + type;
            if (graph.Knows(name))
                return name;
            string value = input;
            for (int i = 0; i < axes; i++)
                value = AxisOperators.Unsqueeze(graph, "/attention_control/Unsqueeze", value, 1);
            graph.AddNode(new OnnxNode(name, "Cast", new[] { value }, new[] { name }, OnnxAttribute.Int("to", (long)type)));
            return name;
        }

        /// <summary>The query and key projections of the self-attention layers; their outputs are [B,h w,C] in every export.</summary>
        private static List<OnnxNode> SelfProjections(OnnxModel model)
        {
            var found = new List<OnnxNode>();
            foreach (KeyValuePair<string, OnnxNode> layer in WeightedLayers.Of(model.Graph))
            {
                if (layer.Key.EndsWith("_attn1_to_q", System.StringComparison.Ordinal) || layer.Key.EndsWith("_attn1_to_k", System.StringComparison.Ordinal))
                    found.Add(layer.Value);
            }
            if (found.Count == 0)
                throw new ModelException($"'{model.Path}' has no self-attention whose queries and keys can be reached: it was optimised and lost its names. Use the plain export of the U-Net.");
            return found;
        }
    }
}

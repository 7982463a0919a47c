using System;
using System.Collections.Generic;
using System.Globalization;
using DiffusionTextures.Adapters;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>
    /// Adds LoRAs to a model as branches beside its layers, y = x W + ((x Down) s) Up, where s comes from a new input: one weight for each LoRA, so that weights
    /// change between requests at no cost and the base weights stay untouched in their file. All LoRAs of a layer share one branch of their added ranks.
    /// Full differences (LoHa) are added to the weight while the model runs: W + s Delta.
    /// </summary>
    internal sealed class LoraBranches : IGraphEdit
    {
        /// <summary>The new input, float32 [number of LoRAs].</summary>
        public const string ScalesInput = "lora_scales";

        private const string PlainSuffix = "/without_lora";
        private readonly IReadOnlyList<LoraFile> _loras;
        private readonly LoraPart _part;
        private readonly float[]? _fixedScales;

        /// <param name="loras">In the order of the weights.</param>
        /// <param name="part">The model that is edited.</param>
        /// <param name="fixedScales">Weights to write into the model for good instead of adding an input; null for the input.</param>
        public LoraBranches(IReadOnlyList<LoraFile> loras, LoraPart part, float[]? fixedScales = null)
        {
            if (fixedScales != null && fixedScales.Length != loras.Count)
                throw new ArgumentException($"{loras.Count} LoRAs need {loras.Count} weights and {fixedScales.Length} were given.", nameof(fixedScales));
            _loras = loras;
            _part = part;
            _fixedScales = fixedScales;
        }

        public EditReport Apply(OnnxModel model)
        {
            OnnxGraph graph = model.Graph;
            var report = new EditReport($"{_loras.Count} LoRA" + (_loras.Count == 1 ? "" : "s"));
            SortedDictionary<string, List<LoraContribution>> layers = LoraMatching.Match(model, _loras, _part, report);
            if (layers.Count == 0)
                return report;
            if (_fixedScales != null)
            {
                graph.AddInitializer(NewWeights.Floats(ScalesInput, ElementType.Float, _fixedScales, _fixedScales.Length));
            }
            else
            {
                graph.AddInput(OnnxValue.Tensor(ScalesInput, ElementType.Float, _loras.Count.ToString(CultureInfo.InvariantCulture)));
                report.NewInputs.Add(ScalesInput);
            }
            foreach (KeyValuePair<string, List<LoraContribution>> layer in layers)
            {
                OnnxNode node = layer.Value[0].Node;
                ElementType type = WeightedLayers.Weight(graph, node.Inputs[1])!.ElementType;
                AddBranch(graph, node, layer.Key, type, layer.Value);
                foreach (LoraContribution contribution in layer.Value)
                {
                    if (contribution.Layer.Rank == 0)
                        AddToWeight(graph, node, layer.Key, type, contribution);
                }
                report.Touched.Add(node.Name);
            }
            return report;
        }

        /// <summary>The output of a linear layer with the LoRAs that were added to it.</summary>
        public static string LayerOutput(OnnxNode node)
        {
            string output = node.Outputs[0];
            return output.EndsWith(PlainSuffix, StringComparison.Ordinal) ? output.Substring(0, output.Length - PlainSuffix.Length) : output;
        }

        private static void AddBranch(OnnxGraph graph, OnnxNode node, string key, ElementType type, List<LoraContribution> contributions)
        {
            int rank = 0;
            foreach (LoraContribution contribution in contributions)
                rank += contribution.Layer.Rank;
            if (rank == 0)
                return;
            LoraLayer first = contributions.Find(c => c.Layer.Rank > 0)!.Layer;
            bool conv = node.Is("Conv");
            int patch = first.In * first.KernelHeight * first.KernelWidth;
            var down = new float[rank * patch];
            var up = new float[rank * first.Out];
            var which = new long[rank];
            int at = 0;
            foreach (LoraContribution contribution in contributions)
            {
                LoraLayer layer = contribution.Layer;
                for (int r = 0; r < layer.Rank; r++, at++)
                {
                    which[at] = contribution.Lora;
                    // Conv: Down [R, in, kh, kw], Up [out, R]. MatMul: Down [in, R], Up [R, out].
                    for (int i = 0; i < patch; i++)
                        down[conv ? at * patch + i : i * rank + at] = layer.Down[r * patch + i];
                    for (int o = 0; o < layer.Out; o++)
                        up[conv ? o * rank + at : at * layer.Out + o] = layer.Up[o * layer.Rank + r];
                }
            }
            string name = "/lora/" + key;
            string scales = Scales(graph, type, which, conv);
            string downName = name + "/down", upName = name + "/up", result;
            if (conv)
            {
                graph.AddInitializer(NewWeights.Floats(downName, type, down, rank, first.In, first.KernelHeight, first.KernelWidth));
                graph.AddInitializer(NewWeights.Floats(upName, type, up, first.Out, rank, 1, 1));
                string middle = graph.NewName(name + "/down/Conv_output_0");
                graph.AddNode(new OnnxNode(graph.NewNodeName(name + "/down/Conv"), "Conv", new[] { node.Inputs[0], downName }, new[] { middle }, node.Attributes.ToArray()));
                result = graph.Add("Conv", name + "/up/Conv", new[] { graph.Add("Mul", name + "/Mul", new[] { middle, scales }), upName }, OnnxAttribute.Ints("kernel_shape", 1, 1));
            }
            else
            {
                graph.AddInitializer(NewWeights.Floats(downName, type, down, first.In, rank));
                graph.AddInitializer(NewWeights.Floats(upName, type, up, rank, first.Out));
                string middle = graph.Add("MatMul", name + "/down/MatMul", new[] { node.Inputs[0], downName });
                result = graph.Add("MatMul", name + "/up/MatMul", new[] { graph.Add("Mul", name + "/Mul", new[] { middle, scales }), upName });
            }
            string output = node.Outputs[0];
            string plain = graph.RenameOutput(node, 0, output + PlainSuffix);
            graph.AddNode(new OnnxNode(graph.NewNodeName(name + "/Add"), "Add", new[] { plain, result }, new[] { output }));
        }

        private static void AddToWeight(OnnxGraph graph, OnnxNode node, string key, ElementType type, LoraContribution contribution)
        {
            LoraLayer layer = contribution.Layer;
            string name = graph.NewName("/lora/" + key + "/delta");
            bool transposed = !node.Is("Conv") && node.Int("transB", 0) == 0;
            float[] delta = layer.Delta;
            if (transposed)
            {
                delta = new float[layer.Delta.Length];
                for (int o = 0; o < layer.Out; o++)
                {
                    for (int i = 0; i < layer.In; i++)
                        delta[i * layer.Out + o] = layer.Delta[o * layer.In + i];
                }
            }
            long[] dims = node.Is("Conv") ? new long[] { layer.Out, layer.In, layer.KernelHeight, layer.KernelWidth }
                : transposed ? new long[] { layer.In, layer.Out } : new long[] { layer.Out, layer.In };
            graph.AddInitializer(NewWeights.Floats(name, type, delta, dims));
            string scaled = graph.Add("Mul", name + "/Mul", new[] { name, Scales(graph, type, new long[] { contribution.Lora }, false) });
            graph.Rewire(node, 1, graph.Add("Add", name + "/Add", new[] { node.Inputs[1], scaled }));
        }

        /// <summary>The weight of each rank, [R] or for convolutions [R,1,1], shared by layers of the same ranks.</summary>
        private static string Scales(OnnxGraph graph, ElementType type, long[] which, bool conv)
        {
            var runs = new System.Text.StringBuilder("/lora/scales");
            for (int i = 0; i < which.Length;)
            {
                int start = i;
                while (i < which.Length && which[i] == which[start])
                    i++;
                runs.AppendFormat(CultureInfo.InvariantCulture, "_{0}x{1}", which[start], i - start);
            }
            string name = runs.Append(conv ? "_conv" : "").Append('_').Append(type).ToString();
            string typed = name + "/typed";
            if (graph.Knows(typed))
                return typed;
            string index = name + "/index";
            OnnxInitializer numbers = NewWeights.Int64(index, which);
            graph.AddInitializer(conv ? OnnxInitializer.FromMemory(index, ElementType.Int64, new long[] { which.Length, 1, 1 }, numbers.Bytes) : numbers);
            string gathered = graph.Add("Gather", name + "/Gather", new[] { ScalesInput, index }, OnnxAttribute.Int("axis", 0));
            graph.AddNode(new OnnxNode(graph.NewNodeName(name + "/Cast"), "Cast", new[] { gathered }, new[] { typed }, OnnxAttribute.Int("to", (long)type)));
            return typed;
        }
    }
}

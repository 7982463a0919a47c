using System;
using System.Collections.Generic;
using System.Globalization;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>
    /// Adds the hidden state before the last N-1 layers of a CLIP text encoder to its outputs, for exports that give only last_hidden_state: "clip skip N" as
    /// users count it, where 1 is the last layer and 2 the one before. With the final norm it is what Stable Diffusion 1 tools call clip skip; without it is what SDXL
    /// and SD 2 tools call penultimate.
    /// </summary>
    internal sealed class ClipSkip : IGraphEdit
    {
        private readonly int _skip;
        private readonly bool _finalNorm;
        private readonly ClipSkipPlace _place;

        /// <param name="skip">At least 1; 1 is the last layer's output.</param>
        /// <param name="finalNorm">Whether the encoder's final layer norm is applied to the hidden state.</param>
        /// <param name="place">Which output gives the state.</param>
        public ClipSkip(int skip, bool finalNorm, ClipSkipPlace place = ClipSkipPlace.OwnOutput)
        {
            if (skip < 1)
                throw new ArgumentOutOfRangeException(nameof(skip), skip, "Clip skip counts from 1, the last layer.");
            _skip = skip;
            _finalNorm = finalNorm;
            _place = place;
            OutputName = "clip_skip_" + skip.ToString(CultureInfo.InvariantCulture) + (finalNorm ? "_norm" : "");
        }

        /// <summary>Name of the added output, [B,77,C], where it has one of its own.</summary>
        public string OutputName { get; }

        public EditReport Apply(OnnxModel model)
        {
            OnnxGraph graph = model.Graph;
            var layers = new List<string>();
            OnnxValue last = LastHiddenState(model);
            List<OnnxNode> norm = FinalNorm(model, last.Name, out string normInput);
            Layers(model, normInput, layers);
            if (_skip > layers.Count)
                throw new ModelException($"The text encoder '{model.Path}' has {layers.Count} layers, so clip skip {_skip} is too much. Use at most {layers.Count}.");
            string state = layers[layers.Count - _skip];
            string result = _finalNorm ? Copy(graph, norm, normInput, state) : graph.Add("Identity", "/clip_skip/" + OutputName, new[] { state });
            var report = new EditReport($"clip skip {_skip}" + (_finalNorm ? " with the final norm" : " without the final norm"));
            report.Touched.Add(graph.Producer(state)?.Name ?? state);
            if (_place == ClipSkipPlace.OwnOutput)
                AddOutput(graph, result, last, report);
            else
                TakePlace(model, result, _place == ClipSkipPlace.LastHiddenState ? last.Name : Penultimate(model));
            return report;
        }

        private void AddOutput(OnnxGraph graph, string result, OnnxValue last, EditReport report)
        {
            string named = graph.RenameOutput(graph.Producer(result)!, 0, OutputName);
            if (named != OutputName)
                throw new InvalidOperationException($"The output '{OutputName}' exists already; apply each clip skip once.");
            string[] axes = last.Axes ?? new[] { "batch_size", "sequence_length", "hidden_size" };
            graph.AddOutput(OnnxValue.Tensor(named, last.ElementType, axes));
            report.NewOutputs.Add(named);
        }

        /// <summary>Makes an output of the model give the chosen state; what the model itself computes from that output, such as the pooled vector, stays.</summary>
        private static void TakePlace(OnnxModel model, string result, string output)
        {
            OnnxGraph graph = model.Graph;
            OnnxNode producer = graph.Producer(output)
                ?? throw new ModelException($"The output '{output}' of the text encoder '{model.Path}' is computed by nothing. Export it with Optimum.");
            string own = graph.RenameOutput(producer, Array.IndexOf(producer.Outputs, output), output + "/without_clip_skip");
            foreach (OnnxNode reader in new List<OnnxNode>(graph.Consumers(output)))
            {
                for (int i = 0; i < reader.Inputs.Length; i++)
                {
                    if (reader.Inputs[i] == output)
                        graph.Rewire(reader, i, own);
                }
            }
            graph.RenameOutput(graph.Producer(result)!, 0, output);
        }

        /// <summary>The output that SDXL is steered with: of n hidden_states the last but one.</summary>
        private static string Penultimate(OnnxModel model)
        {
            int count = 0;
            foreach (OnnxValue output in model.Graph.Outputs)
            {
                if (output.Name.StartsWith("hidden_states.", StringComparison.Ordinal))
                    count++;
            }
            return count >= 2
                ? "hidden_states." + (count - 2).ToString(CultureInfo.InvariantCulture)
                : throw new ModelException($"The text encoder '{model.Path}' gives no hidden_states, which SDXL needs. Export it with output_hidden_states.");
        }

        private static OnnxValue LastHiddenState(OnnxModel model)
        {
            foreach (OnnxValue output in model.Graph.Outputs)
            {
                if (output.Name == "last_hidden_state")
                    return output;
            }
            throw new ModelException($"The text encoder '{model.Path}' has no output 'last_hidden_state', so its layers cannot be found. Export it with Optimum.");
        }

        /// <summary>The operators of the final layer norm, and the value that they normalise.</summary>
        private static List<OnnxNode> FinalNorm(OnnxModel model, string output, out string input)
        {
            OnnxGraph graph = model.Graph;
            OnnxNode? end = graph.Producer(output);
            if (end != null && (end.Is("LayerNormalization") || end.OpType == "SkipLayerNormalization"))
            {
                if (end.OpType == "SkipLayerNormalization")
                    throw Lost(model, "its layer norms are fused with the additions before them");
                input = end.Inputs[0];
                return new List<OnnxNode> { end };
            }
            if (end == null || end.ModulePath.Length == 0)
                throw Lost(model, "its nodes have no module names");
            var nodes = new List<OnnxNode>();
            input = "";
            foreach (OnnxNode node in graph.Nodes)
            {
                if (node.ModulePath != end.ModulePath)
                    continue;
                nodes.Add(node);
                if (node.Is("ReduceMean") && graph.Producer(node.Inputs[0])?.ModulePath != end.ModulePath)
                    input = node.Inputs[0];
            }
            if (input.Length == 0)
                throw Lost(model, "its final layer norm has an unknown form");
            return nodes;
        }

        /// <summary>Outputs of the transformer layers, first to last: each is the last addition in its layer's scope that leaves it.</summary>
        private static void Layers(OnnxModel model, string last, List<string> states)
        {
            OnnxGraph graph = model.Graph;
            string scope = graph.Producer(last)?.ModulePath ?? "";
            int digits = scope.LastIndexOf('.') + 1;
            if (!int.TryParse(scope.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
                throw Lost(model, "its last layer has no number in its name");
            string prefix = scope.Substring(0, digits);
            for (int i = 0; i <= count; i++)
            {
                string path = prefix + i.ToString(CultureInfo.InvariantCulture);
                string? state = null;
                foreach (OnnxNode node in graph.Nodes)
                {
                    if (node.ModulePath == path && node.Is("Add"))
                        state = node.Outputs[0];
                }
                states.Add(state ?? throw Lost(model, $"layer {i} has no residual addition in its name's scope"));
            }
        }

        private string Copy(OnnxGraph graph, List<OnnxNode> norm, string input, string state)
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal) { [input] = state };
            string result = "";
            foreach (OnnxNode node in norm)
            {
                var inputs = new string[node.Inputs.Length];
                for (int i = 0; i < inputs.Length; i++)
                    inputs[i] = names.TryGetValue(node.Inputs[i], out string? renamed) ? renamed : node.Inputs[i];
                string name = graph.NewNodeName("/clip_skip/" + OutputName + "/" + node.OpType);
                result = graph.NewName(name + "_output_0");
                graph.AddNode(new OnnxNode(name, node.OpType, inputs, new[] { result }, node.Attributes.ToArray()) { Domain = node.Domain });
                names.Add(node.Outputs[0], result);
            }
            return result;
        }

        private static ModelException Lost(OnnxModel model, string why) =>
            new ModelException($"The text encoder '{model.Path}' was optimised and lost the structure that clip skip needs: {why}. Use the plain export of the model.");
    }
}

using System;
using System.Collections.Generic;
using DiffusionTextures.Adapters;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>Finds the node of each layer of a LoRA, and says which family a LoRA is for when it does not fit.</summary>
    internal static class LoraMatching
    {
        private const int NamedInMessages = 6;

        /// <returns>What is added to each layer, in the order of the layers' names.</returns>
        /// <exception cref="ModelException">A LoRA has layers that the model does not have, or of other sizes, or in a format that is not known.</exception>
        public static SortedDictionary<string, List<LoraContribution>> Match(OnnxModel model, IReadOnlyList<LoraFile> loras, LoraPart part, EditReport report)
        {
            Dictionary<string, OnnxNode> nodes = WeightedLayers.Of(model.Graph);
            int layersPerBlock = LayersPerBlock(nodes);
            var found = new SortedDictionary<string, List<LoraContribution>>(StringComparer.Ordinal);
            for (int i = 0; i < loras.Count; i++)
            {
                var missing = new List<string>();
                int matched = 0;
                foreach (LoraLayer layer in loras[i].Layers)
                {
                    if (layer.Part != part)
                        continue;
                    string key = part == LoraPart.UNet ? LdmBlockNames.ToDiffusers(layer.Key, layersPerBlock) : layer.Key;
                    string? problem = nodes.TryGetValue(key, out OnnxNode? node) ? Misfit(model.Graph, node, layer) : "no such layer";
                    if (problem != null)
                    {
                        missing.Add($"{layer.Name} ({problem})");
                        continue;
                    }
                    matched++;
                    if (!found.TryGetValue(key, out List<LoraContribution>? contributions))
                        found.Add(key, contributions = new List<LoraContribution>());
                    contributions.Add(new LoraContribution(node!, i, layer));
                }
                foreach (string unknown in loras[i].Unknown)
                    missing.Add(unknown + " (unknown format)");
                if (missing.Count > 0 && !loras[i].AllowPartial)
                    throw Misfit(model, loras[i], part, nodes.Count, matched, missing);
                report.LeftAlone.AddRange(missing);
            }
            return found;
        }

        private static string? Misfit(OnnxGraph graph, OnnxNode node, LoraLayer layer)
        {
            OnnxInitializer weight = WeightedLayers.Weight(graph, node.Inputs[1])!;
            long[] dims = weight.Dims;
            if (node.Is("Conv"))
            {
                if (node.Int("group", 1) != 1)
                    return "a convolution in groups";
                return dims.Length == 4 && dims[0] == layer.Out && dims[1] == layer.In && dims[2] == layer.KernelHeight && dims[3] == layer.KernelWidth
                    ? null
                    : $"the model has [{string.Join(",", dims)}], the LoRA [{layer.Out},{layer.In},{layer.KernelHeight},{layer.KernelWidth}]";
            }
            bool outFirst = node.Int("transB", 0) != 0 ^ graph.Producer(node.Inputs[1])?.Is("Transpose") == true;
            long outputs = dims.Length == 2 ? dims[outFirst ? 0 : 1] : -1, inputs = dims.Length == 2 ? dims[outFirst ? 1 : 0] : -1;
            return outputs == layer.Out && inputs == layer.In && layer.KernelHeight == 1 && layer.KernelWidth == 1
                ? null
                : $"the model has {inputs} inputs and {outputs} outputs, the LoRA {layer.In} and {layer.Out}";
        }

        /// <summary>Resnets of the first down block; 2 in every Stable Diffusion.</summary>
        private static int LayersPerBlock(Dictionary<string, OnnxNode> nodes)
        {
            int count = 0;
            while (nodes.ContainsKey("down_blocks_0_resnets_" + count.ToString(System.Globalization.CultureInfo.InvariantCulture) + "_conv1"))
                count++;
            return count == 0 ? 2 : count;
        }

        private static ModelException Misfit(OnnxModel model, LoraFile lora, LoraPart part, int layers, int matched, List<string> missing)
        {
            if (layers == 0)
                return new ModelException($"'{model.Path}' was optimised and lost the names of its layers, which LoRAs need. Use the plain export of the model.");
            string some = string.Join(", ", missing.GetRange(0, Math.Min(NamedInMessages, missing.Count)));
            string more = missing.Count > NamedInMessages ? $" and {missing.Count - NamedInMessages} more" : "";
            string family = "";
            if (part == LoraPart.UNet && ContextWidth(model.Graph) is long width)
                family = $" The LoRA is for {lora.Family}, this model is one of {LoraFile.FamilyOf(width)}.";
            return new ModelException(
                $"The LoRA '{lora.Path}' does not fit '{model.Path}': {missing.Count} of its layers for this model were not found, {matched} were.{family} " +
                $"Not found: {some}{more}. Use a LoRA for this family, or allow partial matches.");
        }

        private static long? ContextWidth(OnnxGraph graph)
        {
            string[]? axes = graph.Input("encoder_hidden_states")?.Axes;
            return axes != null && axes.Length == 3 && long.TryParse(axes[2], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long width)
                ? width
                : (long?)null;
        }
    }
}

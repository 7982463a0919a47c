using System;
using System.Collections.Generic;
using System.Globalization;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>
    /// Gives a U-Net the inputs that a ControlNet's outputs go into (Zhang et al. 2023): each residual is added to one skip connection, and the last to the
    /// middle block's output. The inputs must be given in every run; zeros leave the U-Net as it was. Residuals of several ControlNets are summed before.
    /// </summary>
    internal sealed class ControlNetInputs : IGraphEdit
    {
        /// <summary>The input for the middle block, [B,C,h,w].</summary>
        public const string MidInput = "mid_block_additional_residual";

        /// <summary>The input for skip connection <paramref name="index"/>, in the order of a ControlNet's outputs, [B,C,h,w].</summary>
        public static string DownInput(int index) => "down_block_additional_residuals." + index.ToString(CultureInfo.InvariantCulture);

        public EditReport Apply(OnnxModel model)
        {
            OnnxGraph graph = model.Graph;
            List<OnnxNode> skips = SkipConnections(model);
            var report = new EditReport($"inputs for the {skips.Count + 1} residuals of a ControlNet");
            ElementType type = ValueTypes.Of(graph, skips[0].Inputs[1]);
            for (int i = 0; i < skips.Count; i++)
            {
                // The up blocks read the residuals last to first.
                OnnxNode skip = skips[skips.Count - 1 - i];
                AddTo(graph, skip, 1, DownInput(i), type, i.ToString(CultureInfo.InvariantCulture));
                report.Touched.Add(skip.Name);
                report.NewInputs.Add(DownInput(i));
            }
            AddTo(graph, skips[0], 0, MidInput, type, "mid");
            report.NewInputs.Add(MidInput);
            return report;
        }

        private static void AddTo(OnnxGraph graph, OnnxNode concat, int input, string name, ElementType type, string axis)
        {
            graph.AddInput(OnnxValue.Tensor(name, type, "batch_size", "residual_channels_" + axis, "residual_height_" + axis, "residual_width_" + axis));
            graph.Rewire(concat, input, graph.Add("Add", "/controlnet/" + name, new[] { concat.Inputs[input], name }));
        }

        /// <summary>The concatenations of the up blocks with the skip connections, in the order in which they run.</summary>
        private static List<OnnxNode> SkipConnections(OnnxModel model)
        {
            var skips = new List<OnnxNode>();
            foreach (OnnxNode node in NodeOrder.Sort(model.Graph))
            {
                if (node.Is("Concat") && node.Inputs.Length == 2 && node.Int("axis", 0) == 1 && IsUpBlock(node.ModulePath))
                    skips.Add(node);
            }
            if (skips.Count == 0)
                throw new ModelException($"'{model.Path}' has no skip connections that ControlNet's residuals could be added to: it is no U-Net, or it was optimised and lost its names. Use the plain export of the U-Net.");
            return skips;
        }

        private static bool IsUpBlock(string path)
        {
            const string prefix = "up_blocks.";
            return path.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(path.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        }
    }
}

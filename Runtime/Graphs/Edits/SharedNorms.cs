using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>
    /// Lets the tiles of a large picture share the means and variances of its group norms, which otherwise each tile takes of itself. The edited model gives those of
    /// its input (<see cref="OwnOutput"/>) and normalises with the ones that it is given (<see cref="GivenInput"/>) as far as <see cref="ShareInput"/> says: 0 not at all, 1 wholly.
    /// </summary>
    /// <remarks>Exports write a group norm (Wu &amp; He 2018) as InstanceNormalization of [B,groups,rest]. The idea is that of Tiled VAE (pkuliyi2015/multidiffusion-upscaler).</remarks>
    internal sealed class SharedNorms : IGraphEdit
    {
        /// <summary>Statistics to normalise with, [1,N,2]: mean and variance of all groups of all norms.</summary>
        public const string GivenInput = "norms_given";

        /// <summary>How far the given statistics count, [1].</summary>
        public const string ShareInput = "norms_share";

        /// <summary>Statistics of the input itself, [1,N,2].</summary>
        public const string OwnOutput = "norms_own";

        private const float UsualEpsilon = 1e-5f;
        private const string Scope = "/shared_norms/";

        public static bool IsNeeded(OnnxModel model) => model.Graph.Nodes.Any(node => IsGroupNorm(model.Graph, node));

        public EditReport Apply(OnnxModel model)
        {
            OnnxGraph graph = model.Graph;
            OnnxNode[] norms = graph.Nodes.Where(node => IsGroupNorm(graph, node)).ToArray();
            if (norms.Length == 0)
                throw new ModelException($"'{model.Path}' has no group norms whose statistics tiles could share. Decode it without this edit.");
            ElementType type = graph.Inputs[0].ElementType;
            long count = norms.Sum(norm => Groups(graph, norm));
            graph.AddInput(OnnxValue.Tensor(GivenInput, type, "1", Text(count), "2"));
            graph.AddInput(OnnxValue.Tensor(ShareInput, type, "1"));
            var report = new EditReport("group norms shared by tiles");
            var own = new List<string>();
            long first = 0;
            foreach (OnnxNode norm in norms)
            {
                long groups = Groups(graph, norm);
                own.Add(Replace(graph, norm, type, first, groups));
                report.Touched.Add(norm.Name);
                first += groups;
            }
            string all = graph.Add("Concat", Scope + "own", own.ToArray(), OnnxAttribute.Int("axis", 1));
            graph.RenameOutput(graph.Producer(all)!, 0, OwnOutput);
            graph.AddOutput(OnnxValue.Tensor(OwnOutput, type, "1", Text(count), "2"));
            report.NewOutputs.Add(OwnOutput);
            return report;
        }

        private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        private static bool IsGroupNorm(OnnxGraph graph, OnnxNode node) =>
            node.Is("InstanceNormalization") && graph.Producer(node.Inputs[0])?.Is("Reshape") == true && Groups(graph, node) > 0;

        /// <summary>As many as its scale has numbers; 0 where that is not fixed.</summary>
        private static long Groups(OnnxGraph graph, OnnxNode norm)
        {
            if (graph.Initializer(norm.Inputs[1]) is OnnxInitializer scale)
                return scale.Dims.Length == 1 ? scale.Dims[0] : 0;
            return graph.Producer(norm.Inputs[1]) is OnnxNode constant && constant.Is("Constant") && constant.Attribute("value") is OnnxAttribute value ? Length(value.AsTensor()) : 0;
        }

        /// <summary>The one dimension of a TensorProto; 0 where it has another number of them.</summary>
        private static long Length(ReadOnlySpan<byte> tensor)
        {
            var dims = new List<long>();
            var reader = new WireReader(tensor);
            while (reader.Next())
            {
                if (reader.Field == 1)
                    reader.Int64s(dims);
                else
                    reader.Skip();
            }
            return dims.Count == 1 ? dims[0] : 0;
        }

        /// <summary>Writes the norm out: (x - mean) / sqrt(variance + epsilon) * scale + bias.</summary>
        /// <returns>Its own statistics, [1,groups,2].</returns>
        private static string Replace(OnnxGraph graph, OnnxNode norm, ElementType type, long first, long groups)
        {
            string scope = Scope + norm.Name + "/";
            float epsilon = norm.Attribute("epsilon")?.AsFloat(UsualEpsilon) ?? UsualEpsilon;
            string input = norm.Inputs[0];
            string ownMean = Mean(graph, scope + "mean", input);
            string centered = graph.Add("Sub", scope + "centered", new[] { input, ownMean });
            string ownVariance = Mean(graph, scope + "variance", graph.Add("Mul", scope + "squares", new[] { centered, centered }));
            string own = graph.Add("Concat", scope + "own", new[] { ownMean, ownVariance }, OnnxAttribute.Int("axis", 2));
            string given = Slice(graph, scope + "given", GivenInput, 1, first, first + groups);
            string way = graph.Add("Mul", scope + "way", new[] { graph.Add("Sub", scope + "difference", new[] { given, own }), ShareInput });
            string used = graph.Add("Add", scope + "used", new[] { own, way });
            string shift = graph.Add("Sub", scope + "shift", new[] { ownMean, Slice(graph, scope + "used_mean", used, 2, 0, 1) });
            string small = graph.AddInitializer(NewWeights.Floats(graph.NewName(scope + "epsilon"), type, new[] { epsilon }, 1));
            string deviation = graph.Add("Sqrt", scope + "deviation", new[] { graph.Add("Add", scope + "padded", new[] { Slice(graph, scope + "used_variance", used, 2, 1, 2), small }) });
            string column = SharedNumbers.Of(graph, 1, -1, 1);
            string factor = graph.Add("Div", scope + "factor", new[] { graph.Add("Reshape", scope + "scale", new[] { norm.Inputs[1], column }), deviation });
            string bias = graph.Add("Reshape", scope + "bias", new[] { norm.Inputs[2], column });
            string offset = graph.Add("Add", scope + "offset", new[] { graph.Add("Mul", scope + "shifted", new[] { shift, factor }), bias });
            string scaled = graph.Add("Mul", scope + "scaled", new[] { centered, factor });

            // What reads the norm, subgraphs included, finds the sum under its name.
            string result = norm.Outputs[0];
            graph.RenameOutput(norm, 0, result + "/by_itself");
            graph.AddNode(new OnnxNode(graph.NewNodeName(scope + "normal"), "Add", new[] { scaled, offset }, new[] { result }));
            graph.Remove(norm);
            return own;
        }

        private static string Mean(OnnxGraph graph, string name, string value) => AxisOperators.Unsqueeze(graph, name + "_column", AxisOperators.ReduceMean(graph, name, value, 2), 2);

        private static string Slice(OnnxGraph graph, string name, string value, long axis, long from, long to) =>
            graph.Add("Slice", name, new[] { value, SharedNumbers.Of(graph, from), SharedNumbers.Of(graph, to), SharedNumbers.Of(graph, axis) });
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>
    /// Makes a float16 model compute in float32, for networks whose signals leave the range of float16, such as SDXL's VAE. Inputs and outputs keep their types; weights
    /// stay in their file as float16 and are widened when the session is made.
    /// </summary>
    internal sealed class Float32Compute : IGraphEdit
    {
        private const string Suffix = "_float32";

        public static bool IsNeeded(OnnxModel model)
        {
            return model.Graph.Initializers.Any(weight => weight.ElementType == ElementType.Float16) || model.Graph.Nodes.Any(IsCastToHalf);
        }

        public EditReport Apply(OnnxModel model)
        {
            var graph = model.Graph;
            var nodes = graph.Nodes.ToArray();
            foreach (var node in nodes.Where(IsCastToHalf))
                node.Set(OnnxAttribute.Int("to", (long)ElementType.Float));
            foreach (var output in graph.Outputs.Where(output => output.ElementType == ElementType.Float16).ToArray())
                Narrow(graph, output.Name);
            var sources = graph.Initializers.Where(weight => weight.ElementType == ElementType.Float16).Select(weight => weight.Name)
                .Concat(graph.Inputs.Where(input => input.ElementType == ElementType.Float16).Select(input => input.Name))
                .Concat(nodes.Where(IsHalfConstant).Select(node => node.Outputs[0]))
                .Distinct().ToArray();
            foreach (var source in sources)
                Widen(graph, source);
            graph.ForgetTypes();
            var report = new EditReport("compute in float32");
            report.Touched.AddRange(sources);
            return report;
        }

        private static bool IsCastToHalf(OnnxNode node) => node.Is("Cast") && node.Int("to", 0) == (long)ElementType.Float16;

        private static bool IsHalfConstant(OnnxNode node)
        {
            if (!node.Is("Constant") && !node.Is("ConstantOfShape") || !(node.Attribute("value") is OnnxAttribute value))
                return false;
            var reader = new WireReader(value.AsTensor());
            while (reader.Next())
            {
                if (reader.Field == 2)
                    return reader.Int32() == (int)ElementType.Float16;
                reader.Skip();
            }
            return false;
        }

        /// <summary>What reads a float16 value reads it widened.</summary>
        private static void Widen(OnnxGraph graph, string value)
        {
            var readers = graph.Consumers(value).ToArray();
            if (readers.Length == 0)
                return;
            string wide = graph.Add("Cast", value + Suffix, new[] { value }, OnnxAttribute.Int("to", (long)ElementType.Float));
            RewireAll(graph, readers, value, wide);
        }

        /// <summary>An output of the graph is narrowed behind what made it.</summary>
        private static void Narrow(OnnxGraph graph, string output)
        {
            if (!(graph.Producer(output) is OnnxNode producer))
                return;
            var readers = graph.Consumers(output).ToArray();
            string wide = graph.RenameOutput(producer, Array.IndexOf(producer.Outputs, output), output + Suffix);
            RewireAll(graph, readers, output, wide);
            string name = graph.NewNodeName(output + "_float16");
            graph.AddNode(new OnnxNode(name, "Cast", new[] { wide }, new[] { output }, OnnxAttribute.Int("to", (long)ElementType.Float16)));
        }

        private static void RewireAll(OnnxGraph graph, IEnumerable<OnnxNode> readers, string value, string replacement)
        {
            foreach (var reader in readers)
            {
                for (int i = 0; i < reader.Inputs.Length; i++)
                {
                    if (reader.Inputs[i] == value)
                        graph.Rewire(reader, i, replacement);
                }
            }
        }
    }
}

using System.Collections.Generic;
using System.Globalization;

namespace DiffusionTextures.Graphs
{
    /// <summary>Writes a model. Weights that lie in files become references to those files.</summary>
    internal static class ModelWriter
    {
        /// <summary>The edited model as ONNX Runtime takes it, together with the folder that its references count from.</summary>
        /// <exception cref="ModelException">The graph and its new weights are larger than 2 GB.</exception>
        public static EditedModel Write(OnnxModel model)
        {
            try
            {
                return new EditedModel(ToBytes(model, null), model.Folder.Path);
            }
            catch (WireException e)
            {
                throw new ModelException($"The edited model '{model.Path}' cannot be written: {e.Message}.", e);
            }
        }

        /// <param name="model">What to write.</param>
        /// <param name="places">Where weights lie instead of where they were; null to leave them there.</param>
        public static byte[] ToBytes(OnnxModel model, Dictionary<string, OnnxInitializer>? places)
        {
            OnnxGraph graph = model.Graph;
            var body = new WireWriter();
            var part = new WireWriter();
            foreach (OnnxNode node in NodeOrder.Sort(graph))
            {
                part.Clear();
                Node(node, part);
                body.Bytes(1, part.Written);
            }
            foreach (OnnxInitializer initializer in graph.Initializers)
            {
                part.Clear();
                Tensor(places != null && places.TryGetValue(initializer.Name, out OnnxInitializer? moved) ? moved : initializer, part);
                body.Bytes(5, part.Written);
            }
            foreach (OnnxValue input in graph.Inputs)
                body.Bytes(11, input.Message);
            foreach (OnnxValue output in graph.Outputs)
                body.Bytes(12, output.Message);
            foreach (OnnxValue value in graph.Values)
                body.Bytes(13, value.Message);
            body.Raw(graph.Rest);
            var file = new WireWriter();
            file.Raw(model.Rest);
            file.Bytes(7, body.Written);
            return file.ToArray();
        }

        private static void Node(OnnxNode node, WireWriter writer)
        {
            foreach (string input in node.Inputs)
                writer.String(1, input);
            foreach (string output in node.Outputs)
                writer.String(2, output);
            if (node.Name.Length > 0)
                writer.String(3, node.Name);
            writer.String(4, node.OpType);
            foreach (OnnxAttribute attribute in node.Attributes)
                writer.Bytes(5, attribute.Message);
            if (node.Domain.Length > 0)
                writer.String(7, node.Domain);
            writer.Raw(node.Rest);
        }

        private static void Tensor(OnnxInitializer initializer, WireWriter writer)
        {
            if (initializer.Place == WeightPlace.Message)
            {
                writer.Raw(initializer.Bytes);
                return;
            }
            foreach (long dim in initializer.Dims)
                writer.Varint(1, dim);
            writer.Varint(2, (long)initializer.ElementType);
            writer.String(8, initializer.Name);
            if (initializer.Place == WeightPlace.Memory)
            {
                writer.Bytes(9, initializer.Bytes);
                return;
            }
            Entry(writer, "location", initializer.Location);
            Entry(writer, "offset", initializer.Offset.ToString(CultureInfo.InvariantCulture));
            Entry(writer, "length", initializer.Length.ToString(CultureInfo.InvariantCulture));
            writer.Varint(14, 1);
        }

        private static void Entry(WireWriter writer, string key, string value)
        {
            var entry = new WireWriter();
            entry.String(1, key);
            entry.String(2, value);
            writer.Bytes(13, entry.Written);
        }
    }
}

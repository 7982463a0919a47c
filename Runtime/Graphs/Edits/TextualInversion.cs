using System;
using System.Collections.Generic;
using DiffusionTextures.Adapters;

namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>
    /// Gives a text encoder new tokens: ids from the end of its table on read rows of a small second table. The large table stays in its file.
    /// Where an old export finds the end of the prompt as the largest id, the new ids are kept out of that search.
    /// </summary>
    internal sealed class TextualInversion : IGraphEdit
    {
        private readonly IReadOnlyList<TextualInversionFile> _files;
        private readonly bool _secondEncoder;
        private int _firstId = -1;

        /// <param name="files">In the order of the new ids.</param>
        /// <param name="secondEncoder">Whether the edited model is SDXL's text_encoder_2.</param>
        public TextualInversion(IReadOnlyList<TextualInversionFile> files, bool secondEncoder = false)
        {
            _files = files;
            _secondEncoder = secondEncoder;
        }

        /// <summary>The id of a file's first vector; the others follow. Known once the edit was applied.</summary>
        public int FirstIdOf(int file)
        {
            if (_firstId < 0)
                throw new InvalidOperationException("Apply the edit first: the ids follow from the model's table.");
            int id = _firstId;
            for (int i = 0; i < file; i++)
                id += _files[i].Count;
            return id;
        }

        public EditReport Apply(OnnxModel model)
        {
            OnnxGraph graph = model.Graph;
            OnnxNode gather = FindTable(model, out OnnxInitializer table);
            int width = (int)table.Dims[1], rows = 0;
            _firstId = (int)table.Dims[0];
            foreach (TextualInversionFile file in _files)
            {
                int given = file.Vectors(_secondEncoder).Length / file.Count;
                if (given != width)
                    throw new ModelException($"The embedding '{file.Path}' has vectors of {given} numbers, made for {LoraFile.FamilyOf(given)}; '{model.Path}' needs {width}. Use an embedding for this family.");
                rows += file.Count;
            }
            var values = new float[rows * width];
            int at = 0;
            foreach (TextualInversionFile file in _files)
            {
                float[] vectors = file.Vectors(_secondEncoder);
                vectors.CopyTo(values, at);
                at += vectors.Length;
            }
            const string scope = "/textual_inversion";
            string ids = gather.Inputs[1];
            ElementType idType = ValueTypes.Of(graph, ids);
            string size = graph.AddInitializer(NewWeights.Whole(scope + "/table_size", idType, _firstId));
            string zero = graph.AddInitializer(NewWeights.Whole(scope + "/zero", idType, 0));
            string news = graph.AddInitializer(NewWeights.Floats(scope + "/rows", table.ElementType, values, rows, width));
            string isOld = graph.Add("Less", scope + "/Less", new[] { ids, size });
            string oldIds = graph.Add("Where", scope + "/Where", new[] { isOld, ids, zero });
            string newIds = graph.Add("Where", scope + "/Where_1", new[] { isOld, zero, graph.Add("Sub", scope + "/Sub", new[] { ids, size }) });
            string newRows = graph.Add("Gather", scope + "/Gather", new[] { news, newIds }, OnnxAttribute.Int("axis", 0));
            string column = AxisOperators.Unsqueeze(graph, scope + "/Unsqueeze", isOld, -1);
            string output = gather.Outputs[0];
            graph.Rewire(gather, 1, oldIds);
            string oldRows = graph.RenameOutput(gather, 0, output + "/without_inversion");
            graph.AddNode(new OnnxNode(graph.NewNodeName(scope + "/Where_2"), "Where", new[] { column, oldRows, newRows }, new[] { output }));
            KeepFromEndSearch(graph, ids, oldIds);
            var report = new EditReport($"{_files.Count} embedding" + (_files.Count == 1 ? "" : "s") + $", ids {_firstId} to {_firstId + rows - 1}");
            report.Touched.Add(gather.Name);
            return report;
        }

        private static OnnxNode FindTable(OnnxModel model, out OnnxInitializer table)
        {
            foreach (OnnxNode node in model.Graph.Nodes)
            {
                if (!node.Is("Gather") || node.Int("axis", 0) != 0 || !(model.Graph.Initializer(node.Inputs[0]) is OnnxInitializer weight) || weight.Dims.Length != 2)
                    continue;
                if (!ReadsInput(model.Graph, node.Inputs[1]))
                    continue;
                table = weight;
                return node;
            }
            throw new ModelException($"'{model.Path}' has no table of token vectors that its ids are looked up in, so embeddings cannot be added. Use the plain export of a CLIP text encoder.");
        }

        private static bool ReadsInput(OnnxGraph graph, string value)
        {
            while (graph.Producer(value) is OnnxNode node && (node.Is("Cast") || node.Is("Reshape") || node.Is("Identity")))
                value = node.Inputs[0];
            return graph.Input(value) != null;
        }

        private static void KeepFromEndSearch(OnnxGraph graph, string ids, string oldIds)
        {
            foreach (OnnxNode node in new List<OnnxNode>(graph.Consumers(ids)))
            {
                if (node.Is("ArgMax"))
                {
                    graph.Rewire(node, 0, oldIds);
                    continue;
                }
                if (!node.Is("Cast"))
                    continue;
                foreach (OnnxNode reader in new List<OnnxNode>(graph.Consumers(node.Outputs[0])))
                {
                    if (reader.Is("ArgMax"))
                        graph.Rewire(reader, 0, graph.Add("Cast", "/textual_inversion/Cast", new[] { oldIds }, OnnxAttribute.Int("to", node.Int("to", 0))));
                }
            }
        }
    }
}

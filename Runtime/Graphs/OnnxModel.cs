using System;
using System.IO;

namespace DiffusionTextures.Graphs
{
    /// <summary>
    /// An ONNX model whose graph is in memory and whose weights are in their files. Reading one costs as much as its graph, not as its weights.
    /// </summary>
    internal sealed class OnnxModel
    {
        private const int GraphField = 7, OpsetField = 8, TrainingField = 20, FunctionField = 25;

        private OnnxModel(string path, WeightFolder folder, OnnxGraph graph, byte[] rest)
        {
            Path = path;
            Folder = folder;
            Graph = graph;
            Rest = rest;
        }

        /// <summary>The file that was read, for messages.</summary>
        public string Path { get; }

        public WeightFolder Folder { get; }

        public OnnxGraph Graph { get; }

        /// <summary>All fields but the graph, as they were.</summary>
        public byte[] Rest { get; }

        /// <exception cref="ModelException">The file is missing, damaged, or asks for files outside its folder.</exception>
        public static OnnxModel Open(string path)
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
                string full = System.IO.Path.GetFullPath(path);
                return Read(stream, path, System.IO.Path.GetFileName(full), new WeightFolder(System.IO.Path.GetDirectoryName(full)));
            }
            catch (IOException e)
            {
                throw new ModelException($"The model file '{path}' cannot be read: {e.Message} Give the path of an ONNX export's model.onnx.", e);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new ModelException($"The model file '{path}' cannot be read: {e.Message} Give the path of an ONNX export's model.onnx.", e);
            }
        }

        /// <summary>Reads a model that has no external weights; all its weights are held in memory.</summary>
        public static OnnxModel Read(Stream stream, string name) => Read(stream, name, name, new WeightFolder(null));

        /// <summary>Reads an edited graph, whose large weights lie in the files beside the model that it was made from.</summary>
        /// <param name="graph">As <see cref="ModelWriter"/> wrote it.</param>
        /// <param name="path">The model that it was made from.</param>
        /// <exception cref="ModelException">The weight files have changed.</exception>
        public static OnnxModel Read(byte[] graph, string path)
        {
            string full = System.IO.Path.GetFullPath(path);
            using var stream = new MemoryStream(graph, writable: false);

            // The graph is in no file, so that weights inside it stay in memory.
            return Read(stream, path, "", new WeightFolder(System.IO.Path.GetDirectoryName(full)));
        }

        private static OnnxModel Read(Stream stream, string path, string fileName, WeightFolder folder)
        {
            try
            {
                var file = new WireFile(stream);
                var rest = new WireWriter();
                long graphStart = -1, graphEnd = 0;
                int opset = 0;
                while (file.Next(file.Length))
                {
                    if (file.Field == GraphField)
                    {
                        if (graphStart >= 0)
                            throw new WireException("it has two graphs");
                        graphEnd = file.Enter(file.Length);
                        graphStart = file.Position;
                        file.MoveTo(graphEnd);
                        continue;
                    }
                    if (file.Type == WireType.Varint)
                    {
                        rest.Varint(file.Field, unchecked((long)file.Varint(file.Length)));
                        continue;
                    }
                    if (file.Field == TrainingField || file.Type != WireType.Bytes)
                    {
                        file.Skip(file.Length);
                        continue;
                    }
                    byte[] value = file.Bytes(file.Length);
                    if (file.Field == OpsetField)
                        opset = Math.Max(opset, OpsetOf(value));
                    else if (file.Field == FunctionField)
                        NestedScan.Function(value, folder);
                    rest.Bytes(file.Field, value);
                }
                if (graphStart < 0 || opset == 0)
                    throw new WireException(graphStart < 0 ? "it has no graph" : "it does not say which version of the operators it uses");
                file.MoveTo(graphStart);
                return new OnnxModel(path, folder, GraphReader.Read(file, graphEnd, fileName, folder, opset), rest.ToArray());
            }
            catch (WireException e)
            {
                throw new ModelException($"The model file '{path}' is damaged or is no ONNX model: {e.Message}. Download or export it again.", e);
            }
        }

        private static int OpsetOf(byte[] message)
        {
            string domain = "";
            long version = 0;
            var reader = new WireReader(message);
            while (reader.Next())
            {
                if (reader.Field == 1)
                    domain = reader.String();
                else if (reader.Field == 2)
                    version = reader.Int64();
                else
                    reader.Skip();
            }
            return domain.Length == 0 || domain == "ai.onnx" ? (int)Math.Min(int.MaxValue, Math.Max(0, version)) : 0;
        }
    }
}

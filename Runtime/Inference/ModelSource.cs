using DiffusionTextures.Graphs;

namespace DiffusionTextures.Inference
{
    /// <summary>What a session is made from: a model file as it lies on disk, or an edited graph whose unchanged weights stay in that file.</summary>
    internal sealed class ModelSource
    {
        private readonly SessionDescription? _edited;

        /// <summary>The file as it is.</summary>
        public ModelSource(string path)
        {
            Path = path;
        }

        /// <summary>An edited model.</summary>
        public ModelSource(string path, OnnxModel edited)
        {
            Path = path;
            EditedGraph = ModelWriter.Write(edited).Bytes;
            _edited = SessionDescription.Of(edited.Graph, path);
        }

        /// <summary>The model file that the user has; named in messages.</summary>
        public string Path { get; }

        /// <summary>The edited graph as ONNX bytes, or null to load <see cref="Path"/> itself.</summary>
        public byte[]? EditedGraph { get; }

        /// <summary>The folder that external data paths are relative to.</summary>
        public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

        /// <summary>Inputs and outputs as the graph states them, at the cost of reading the graph; null where it leaves some to inference.</summary>
        /// <exception cref="ModelException">The file is damaged.</exception>
        public SessionDescription? Describe() => EditedGraph != null ? _edited : SessionDescription.Of(OnnxModel.Open(Path).Graph, Path);
    }
}

namespace DiffusionTextures.Inference
{
    /// <summary>What a session is made from: a model file as it lies on disk, or an edited graph whose unchanged weights stay in that file.</summary>
    internal sealed class ModelSource
    {
        public ModelSource(string path)
        {
            Path = path;
        }

        /// <summary>The model file that the user has; named in messages.</summary>
        public string Path { get; }

        /// <summary>The edited graph as ONNX bytes, or null to load <see cref="Path"/> itself.</summary>
        public byte[]? EditedGraph { get; init; }

        /// <summary>The folder that external data paths are relative to.</summary>
        public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
    }
}

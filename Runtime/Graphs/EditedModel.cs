namespace DiffusionTextures.Graphs
{
    /// <summary>
    /// A model to give to ONNX Runtime: the bytes of its graph, and the folder of the weights that they refer to (session option
    /// "session.model_external_initializers_file_folder_path").
    /// </summary>
    internal sealed class EditedModel
    {
        public EditedModel(byte[] bytes, string? externalDataFolder)
        {
            Bytes = bytes;
            ExternalDataFolder = externalDataFolder;
        }

        /// <summary>A ModelProto. Not copied.</summary>
        public byte[] Bytes { get; }

        /// <summary>Absolute path; null where the model refers to no file.</summary>
        public string? ExternalDataFolder { get; }
    }
}

using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;

namespace DiffusionTextures.Inference
{
    /// <summary>What a session is made from: a model file as it lies on disk, or an edited graph whose unchanged weights stay in that file.</summary>
    internal sealed class ModelSource
    {
        private readonly SessionDescription? _edited;
        private readonly bool _isFloat32;
        private ModelFootprint? _footprint;

        /// <summary>The file as it is.</summary>
        public ModelSource(string path)
        {
            Path = path;
        }

        /// <summary>An edited model.</summary>
        /// <param name="path">The model file that the user has.</param>
        /// <param name="edited">Its edited graph.</param>
        /// <param name="isFloat32">Whether the edits make it compute in float32.</param>
        public ModelSource(string path, OnnxModel edited, bool isFloat32 = false)
        {
            _isFloat32 = isFloat32;
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

        /// <summary>What the model is made of: the files of its folder with their sizes and times, and the edited graph. Reads no file.</summary>
        public string Identity()
        {
            var identity = new StringBuilder(System.IO.Path.GetFullPath(Path));
            foreach (var file in new DirectoryInfo(Folder).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                identity.Append('|').Append(file.Name).Append(':').Append(file.Length).Append(':').Append(file.LastWriteTimeUtc.Ticks);
            }

            if (EditedGraph != null)
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                hash.AppendData(EditedGraph);
                identity.Append('|').Append(Convert.ToBase64String(hash.GetHashAndReset()));
            }

            return identity.ToString();
        }

        /// <summary>What it has in memory at least; reads the graph, once.</summary>
        /// <param name="widensHalf">Whether float16 weights become float32.</param>
        public ModelFootprint Footprint(bool widensHalf) => _footprint ??= ReadFootprint(widensHalf);

        /// <summary>The same model computing in float32 throughout; null when it does so already.</summary>
        /// <exception cref="ModelException">The file is damaged.</exception>
        public ModelSource? InFloat32()
        {
            // The weights of a widened model still lie in their file as float16: the graph does not tell.
            if (_isFloat32)
            {
                return null;
            }

            var model = OpenGraph();
            if (!Float32Compute.IsNeeded(model))
            {
                return null;
            }

            new Float32Compute().Apply(model);
            return new ModelSource(Path, model, isFloat32: true);
        }

        /// <summary>The same model with group norms whose statistics its tiles share; null when it has none.</summary>
        /// <exception cref="ModelException">The file is damaged.</exception>
        public ModelSource? WithSharedNorms()
        {
            var model = OpenGraph();
            if (!SharedNorms.IsNeeded(model))
            {
                return null;
            }

            new SharedNorms().Apply(model);
            return new ModelSource(Path, model, _isFloat32);
        }

        private OnnxModel OpenGraph() => EditedGraph == null ? OnnxModel.Open(Path) : OnnxModel.Read(EditedGraph, Path);

        private ModelFootprint ReadFootprint(bool widensHalf)
        {
            try
            {
                var model = OpenGraph();
                return ModelFootprint.Of(model.Graph, widensHalf);
            }
            catch (ModelException)
            {
                return ModelFootprint.Unknown;
            }
        }

        /// <summary>Inputs and outputs as the graph states them, at the cost of reading the graph; null where it leaves some to inference.</summary>
        /// <exception cref="ModelException">The file is damaged.</exception>
        public SessionDescription? Describe() => EditedGraph != null ? _edited : SessionDescription.Of(OnnxModel.Open(Path).Graph, Path);
    }
}

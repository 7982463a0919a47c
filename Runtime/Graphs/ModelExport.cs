using System;
using System.Collections.Generic;
using System.IO;

namespace DiffusionTextures.Graphs
{
    /// <summary>Writes an edited model as an export of its own, for other programs: model.onnx with the graph, and model.onnx_data with all large weights.</summary>
    internal static class ModelExport
    {
        private const string ModelName = "model.onnx", DataName = "model.onnx_data";

        /// <summary>Mapped files start tensors on cache lines.</summary>
        private const int Alignment = 64;

        /// <param name="model">What to write; its weights are copied from their files.</param>
        /// <param name="folder">Made where it does not exist. An export in it is replaced.</param>
        /// <exception cref="ModelException">The folder is the one that the weights are read from, or cannot be written.</exception>
        public static void WriteTo(OnnxModel model, string folder)
        {
            string target = Path.GetFullPath(folder);
            if (model.Folder.Path != null && string.Equals(Path.GetFullPath(model.Folder.Path), target, StringComparison.OrdinalIgnoreCase))
                throw new ModelException($"The edited model cannot be written to '{folder}', where its weights are read from. Give another folder.");
            try
            {
                Directory.CreateDirectory(target);
                Dictionary<string, OnnxInitializer> places = WriteWeights(model, Path.Combine(target, DataName));
                File.WriteAllBytes(Path.Combine(target, ModelName), ModelWriter.ToBytes(model, places));
            }
            catch (IOException e)
            {
                throw new ModelException($"The edited model cannot be written to '{folder}': {e.Message}", e);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new ModelException($"The edited model cannot be written to '{folder}': {e.Message}", e);
            }
            catch (WireException e)
            {
                throw new ModelException($"The edited model '{model.Path}' cannot be written: {e.Message}.", e);
            }
        }

        private static Dictionary<string, OnnxInitializer> WriteWeights(OnnxModel model, string path)
        {
            var places = new Dictionary<string, OnnxInitializer>(StringComparer.Ordinal);
            var sources = new Dictionary<string, FileStream>(StringComparer.Ordinal);
            var buffer = new byte[1 << 20];
            using var data = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
            try
            {
                foreach (OnnxInitializer weight in model.Graph.Initializers)
                {
                    if (weight.Place == WeightPlace.Message || weight.Place == WeightPlace.Memory && weight.Length <= TensorReader.InlineBytes)
                        continue;
                    long offset = (data.Position + Alignment - 1) / Alignment * Alignment;
                    data.SetLength(offset);
                    data.Position = offset;
                    if (weight.Place == WeightPlace.Memory)
                        data.Write(weight.Bytes, 0, weight.Bytes.Length);
                    else
                        Copy(Source(model, sources, weight.Location), weight.Offset, weight.Length, data, buffer);
                    places.Add(weight.Name, OnnxInitializer.FromFile(weight.Name, weight.ElementType, weight.Dims, DataName, offset, weight.Length));
                }
            }
            finally
            {
                foreach (FileStream source in sources.Values)
                    source.Dispose();
            }
            return places;
        }

        private static FileStream Source(OnnxModel model, Dictionary<string, FileStream> sources, string location)
        {
            if (!sources.TryGetValue(location, out FileStream? source))
                sources.Add(location, source = new FileStream(model.Folder.Resolve(location), FileMode.Open, FileAccess.Read, FileShare.Read, 1));
            return source;
        }

        private static void Copy(FileStream source, long offset, long length, FileStream target, byte[] buffer)
        {
            source.Position = offset;
            while (length > 0)
            {
                int read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
                if (read == 0)
                    throw new WireException($"the file '{source.Name}' became shorter while it was read");
                target.Write(buffer, 0, read);
                length -= read;
            }
        }
    }
}

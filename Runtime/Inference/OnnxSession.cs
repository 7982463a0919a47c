using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiffusionTextures.Inference
{
    /// <summary>One loaded model.</summary>
    /// <remarks>Runs are made by <see cref="BoundRun"/>, on one thread at a time: the DirectML provider allows no concurrent ones. Owns the session.</remarks>
    internal sealed class OnnxSession : IDisposable
    {
        private bool _disposed;

        internal OnnxSession(InferenceSession session, string path)
        {
            Session = session;
            Path = path;
            Inputs = session.InputNames.Select(name => Describe(name, session.InputMetadata[name])).ToArray();
            Outputs = session.OutputNames.Select(name => Describe(name, session.OutputMetadata[name])).ToArray();
        }

        /// <summary>The file that the model came from; named in messages.</summary>
        public string Path { get; }

        public IReadOnlyList<TensorSpec> Inputs { get; }

        public IReadOnlyList<TensorSpec> Outputs { get; }

        internal InferenceSession Session { get; }

        /// <summary>The input of that name, or null.</summary>
        public TensorSpec? FindInput(string name) => Inputs.FirstOrDefault(input => input.Name == name);

        /// <summary>The output of that name, or null.</summary>
        public TensorSpec? FindOutput(string name) => Outputs.FirstOrDefault(output => output.Name == name);

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                Session.Dispose();
            }
        }

        private TensorSpec Describe(string name, NodeMetadata metadata)
        {
            var element = metadata.ElementDataType switch
            {
                TensorElementType.Float => TensorElement.Float32,
                TensorElementType.Float16 => TensorElement.Float16,
                TensorElementType.Int32 => TensorElement.Int32,
                TensorElementType.Int64 => TensorElement.Int64,
                _ => throw new ModelException(
                    $"'{Path}': '{name}' has element type {metadata.ElementDataType}; float32, float16, int32 and int64 are supported. Export it with one of those."),
            };
            return new TensorSpec(name, element, metadata.Dimensions, metadata.SymbolicDimensions);
        }
    }
}

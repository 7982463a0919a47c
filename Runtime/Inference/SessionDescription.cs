using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffusionTextures.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiffusionTextures.Inference
{
    /// <summary>The inputs and outputs of a model, which stay known while it is not loaded.</summary>
    internal sealed class SessionDescription
    {
        private SessionDescription(IReadOnlyList<TensorSpec> inputs, IReadOnlyList<TensorSpec> outputs)
        {
            Inputs = inputs;
            Outputs = outputs;
        }

        public IReadOnlyList<TensorSpec> Inputs { get; }

        public IReadOnlyList<TensorSpec> Outputs { get; }

        /// <summary>As ONNX Runtime sees a loaded model.</summary>
        /// <exception cref="ModelException">An input or output has an element type that is not supported.</exception>
        public static SessionDescription Of(InferenceSession session, string path)
        {
            return new SessionDescription(
                session.InputNames.Select(name => Describe(name, session.InputMetadata[name], path)).ToArray(),
                session.OutputNames.Select(name => Describe(name, session.OutputMetadata[name], path)).ToArray());
        }

        /// <summary>As a graph states it, without loading the model; null where the graph leaves a type or shape to inference.</summary>
        /// <exception cref="ModelException">An input or output has an element type that is not supported.</exception>
        public static SessionDescription? Of(OnnxGraph graph, string path)
        {
            var inputs = graph.Inputs.Where(input => graph.Initializer(input.Name) == null).ToArray();
            return inputs.Concat(graph.Outputs).All(value => value.Axes != null && value.ElementType != ElementType.Undefined)
                ? new SessionDescription(inputs.Select(value => Describe(value, path)).ToArray(), graph.Outputs.Select(value => Describe(value, path)).ToArray())
                : null;
        }

        private static TensorSpec Describe(string name, NodeMetadata metadata, string path)
        {
            var element = metadata.ElementDataType switch
            {
                TensorElementType.Float => TensorElement.Float32,
                TensorElementType.Float16 => TensorElement.Float16,
                TensorElementType.Int32 => TensorElement.Int32,
                TensorElementType.Int64 => TensorElement.Int64,
                _ => throw Unsupported(path, name, metadata.ElementDataType.ToString()),
            };
            return new TensorSpec(name, element, metadata.Dimensions, metadata.SymbolicDimensions);
        }

        private static TensorSpec Describe(OnnxValue value, string path)
        {
            var element = value.ElementType switch
            {
                ElementType.Float => TensorElement.Float32,
                ElementType.Float16 => TensorElement.Float16,
                ElementType.Int32 => TensorElement.Int32,
                ElementType.Int64 => TensorElement.Int64,
                _ => throw Unsupported(path, value.Name, value.ElementType.ToString()),
            };
            var axes = value.Axes!;
            var sizes = axes.Select(axis => int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : -1).ToArray();
            return new TensorSpec(value.Name, element, sizes, axes.Select((axis, i) => sizes[i] >= 0 || axis == "?" ? string.Empty : axis).ToArray());
        }

        private static ModelException Unsupported(string path, string name, string type)
        {
            return new ModelException($"'{path}': '{name}' has element type {type}; float32, float16, int32 and int64 are supported. Export it with one of those.");
        }
    }
}

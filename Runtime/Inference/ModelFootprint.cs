using System.Linq;
using DiffusionTextures.Graphs;

namespace DiffusionTextures.Inference
{
    /// <summary>What a model has in memory at least, as its graph tells without its weights being read.</summary>
    internal sealed class ModelFootprint
    {
        private ModelFootprint(long weightBytes, bool hasAttentionScores)
        {
            WeightBytes = weightBytes;
            HasAttentionScores = hasAttentionScores;
        }

        /// <summary>Of a graph that cannot be read: loading it says what is wrong.</summary>
        public static ModelFootprint Unknown { get; } = new ModelFootprint(0, false);

        /// <summary>The weights while the model is loaded.</summary>
        public long WeightBytes { get; }

        /// <summary>Whether attention makes the whole matrix of every cell with every other, as exports without a fused operator do.</summary>
        public bool HasAttentionScores { get; }

        /// <param name="graph">The graph as it is loaded.</param>
        /// <param name="widensHalf">Whether float16 weights become float32, as ONNX Runtime's processor kernels need them.</param>
        public static ModelFootprint Of(OnnxGraph graph, bool widensHalf)
        {
            var bytes = graph.Initializers.Sum(weight =>
                OnnxInitializer.Count(weight.Name, weight.Dims) * (widensHalf && weight.ElementType == ElementType.Float16 ? sizeof(float) : weight.ElementType.SizeInBytes()));
            return new ModelFootprint(bytes, graph.Nodes.Any(node => node.Is("Softmax")));
        }
    }
}

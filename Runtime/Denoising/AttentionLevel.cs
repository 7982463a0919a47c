using DiffusionTextures.Inference;

namespace DiffusionTextures.Denoising
{
    /// <summary>An output of the attention-maps edit: the cross-attention of all layers of one resolution, averaged over layers and heads.</summary>
    internal sealed class AttentionLevel
    {
        public AttentionLevel(int level, int height, int width, TensorBuffer maps)
        {
            Level = level;
            Height = height;
            Width = width;
            Maps = maps;
        }

        /// <summary>How often the latent's sides are halved.</summary>
        public int Level { get; }

        public int Height { get; }

        public int Width { get; }

        /// <summary>[rows, h w, tokens]; valid until the next run.</summary>
        public TensorBuffer Maps { get; }
    }
}

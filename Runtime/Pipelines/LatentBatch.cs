using System;
using DiffusionTextures.Denoising;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>What a pass leaves: latents [N,C,h,w], and where words acted in it.</summary>
    internal sealed class LatentBatch
    {
        public LatentBatch(LatentShape shape, float[] values, AttentionWatch watch)
        {
            Shape = shape;
            Values = values;
            Watch = watch;
        }

        public LatentShape Shape { get; }

        public float[] Values { get; }

        /// <summary>The words that the pass followed.</summary>
        public AttentionWatch Watch { get; }

        /// <summary>The last image, which is the one that was asked for.</summary>
        public ReadOnlySpan<float> Last => Values.AsSpan(Values.Length - Shape.PerImage);
    }
}

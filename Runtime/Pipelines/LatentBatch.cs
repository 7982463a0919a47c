using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>Latents and their shape, [N,C,h,w].</summary>
    internal sealed class LatentBatch
    {
        public LatentBatch(LatentShape shape, float[] values)
        {
            Shape = shape;
            Values = values;
        }

        public LatentShape Shape { get; }

        public float[] Values { get; }

        /// <summary>The last image, which is the one that was asked for.</summary>
        public ReadOnlySpan<float> Last => Values.AsSpan(Values.Length - Shape.PerImage);
    }
}

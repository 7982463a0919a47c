using System;

namespace DiffusionTextures.Conditioning
{
    /// <summary>The guidance scale as an input of the U-Net, for models distilled to take it (Meng et al. 2023, On distillation of guided diffusion models).</summary>
    internal static class GuidanceEmbedding
    {
        /// <summary>Name of the input in diffusers exports.</summary>
        public const string InputName = "timestep_cond";

        /// <summary>Sinusoidal embedding of 1000 w: [sin a_0, sin a_1, ..., cos a_0, cos a_1, ...] with a_i = 1000 w 10000^(-i / (n/2 - 1)).</summary>
        /// <param name="w">Guidance scale - 1.</param>
        /// <param name="dim">n, the width of the input.</param>
        public static float[] Compute(float w, int dim)
        {
            var half = dim / 2;
            var embedding = new float[dim];
            for (var i = 0; i < half; i++)
            {
                var angle = 1000.0 * w * Math.Exp(-Math.Log(10000.0) * i / (half - 1));
                embedding[i] = (float)Math.Sin(angle);
                embedding[half + i] = (float)Math.Cos(angle);
            }

            return embedding;
        }
    }
}

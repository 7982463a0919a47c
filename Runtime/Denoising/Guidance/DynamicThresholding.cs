using System;

namespace DiffusionTextures.Denoising.Guidance
{
    /// <summary>Dynamic thresholding of a predicted clean latent (Imagen, arXiv:2205.11487, section 2.3), in place and per image.</summary>
    /// <remarks>
    /// s = quantile of |x0| within one image, clamped to [1, maximum];  x0 = clamp(x0, -s, s) / s.
    /// </remarks>
    internal static class DynamicThresholding
    {
        /// <param name="x0">[B,...] of <paramref name="batchSize"/> images, overwritten.</param>
        /// <param name="ratio">The quantile, 0 to 1, interpolated linearly.</param>
        /// <param name="maximum">Upper bound of the threshold.</param>
        /// <param name="scratch">At least the elements of one image, overwritten.</param>
        public static void Apply(Span<float> x0, int batchSize, double ratio, double maximum, float[] scratch)
        {
            var count = x0.Length / batchSize;
            for (var image = 0; image < batchSize; image++)
            {
                var values = x0.Slice(image * count, count);
                for (var i = 0; i < count; i++)
                {
                    scratch[i] = MathF.Abs(values[i]);
                }

                Array.Sort(scratch, 0, count);
                var rank = (float)ratio * (count - 1);
                var below = (int)rank;
                var above = Math.Min(below + 1, count - 1);
                var quantile = scratch[below] + ((rank - below) * (scratch[above] - scratch[below]));
                var threshold = MathF.Min(MathF.Max(quantile, 1f), (float)maximum);
                for (var i = 0; i < count; i++)
                {
                    values[i] = MathF.Min(MathF.Max(values[i], -threshold), threshold) / threshold;
                }
            }
        }
    }
}

using System;

namespace DiffusionTextures.Pictures
{
    /// <summary>Gaussian blur of a plane, cut off at 2.5 deviations, as AUTOMATIC1111 blurs masks (OpenCV's borders, which mirror without repeating the edge).</summary>
    internal static class GaussianBlur
    {
        /// <summary>The texels that a blur reaches to each side.</summary>
        public static int Reach(float sigma) => (int)((2.5 * sigma) + 0.5);

        /// <param name="plane">[H,W].</param>
        /// <param name="width">W.</param>
        /// <param name="height">H.</param>
        /// <param name="sigma">Standard deviation in texels; 0 copies.</param>
        /// <param name="wrap">Axes on which the picture continues at the opposite border.</param>
        /// <returns>[H,W], exactly 0 and 1 where everything in reach is.</returns>
        public static float[] Apply(ReadOnlySpan<float> plane, int width, int height, float sigma, TileAxes wrap)
        {
            var reach = Reach(sigma);
            if (reach == 0)
            {
                return plane.ToArray();
            }

            var kernel = Kernel(sigma, reach);
            var rows = new float[plane.Length];
            var blurred = new float[plane.Length];
            for (var y = 0; y < height; y++)
            {
                Line(plane, y * width, 1, width, kernel, reach, (wrap & TileAxes.X) != 0, rows);
            }

            for (var x = 0; x < width; x++)
            {
                Line(rows, x, width, height, kernel, reach, (wrap & TileAxes.Y) != 0, blurred);
            }

            return blurred;
        }

        private static void Line(ReadOnlySpan<float> source, int start, int stride, int count, double[] kernel, int reach, bool wraps, Span<float> target)
        {
            for (var i = 0; i < count; i++)
            {
                var sum = 0.0;
                for (var k = -reach; k <= reach; k++)
                {
                    sum += kernel[k + reach] * source[start + (Fold(i + k, count, wraps) * stride)];
                }

                // The weights add up to 1 only nearly, but what is untouched must be exactly so.
                target[start + (i * stride)] = Math.Abs(sum) < 1e-9 ? 0f : Math.Abs(sum - 1) < 1e-9 ? 1f : (float)sum;
            }
        }

        private static int Fold(int i, int count, bool wraps)
        {
            var period = wraps ? count : Math.Max(1, (2 * count) - 2);
            i = ((i % period) + period) % period;
            return i < count ? i : period - i;
        }

        private static double[] Kernel(double sigma, int reach)
        {
            var kernel = new double[(2 * reach) + 1];
            var sum = 0.0;
            for (var k = -reach; k <= reach; k++)
            {
                kernel[k + reach] = Math.Exp(-(k * k) / (2 * sigma * sigma));
                sum += kernel[k + reach];
            }

            for (var k = 0; k < kernel.Length; k++)
            {
                kernel[k] /= sum;
            }

            return kernel;
        }
    }
}

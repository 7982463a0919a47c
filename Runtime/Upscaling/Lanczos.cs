using System;

namespace DiffusionTextures.Upscaling
{
    /// <summary>Resampling by Lanczos's windowed sinc with three lobes, first along rows, then along columns; when it shrinks the kernel widens, so that nothing aliases.</summary>
    internal static class Lanczos
    {
        private const int Lobes = 3;

        /// <summary>Resamples planes.</summary>
        /// <param name="planes">[C,H,W].</param>
        /// <param name="width">In texels.</param>
        /// <param name="height">In texels.</param>
        /// <param name="newWidth">In texels.</param>
        /// <param name="newHeight">In texels.</param>
        /// <param name="wraps">Axes on which the picture tiles; on the others the border texels go on.</param>
        /// <returns>[C,newHeight,newWidth]; may overshoot at edges.</returns>
        public static float[] Resample(ReadOnlySpan<float> planes, int width, int height, int newWidth, int newHeight, TileAxes wraps)
        {
            var channels = planes.Length / (width * height);
            var rows = new float[channels * height * newWidth];
            var (columnTexels, columnWeights) = Kernel(width, newWidth, (wraps & TileAxes.X) != 0);
            var taps = columnTexels.Length / newWidth;
            for (var line = 0; line < channels * height; line++)
            {
                var source = planes.Slice(line * width, width);
                for (var x = 0; x < newWidth; x++)
                {
                    var sum = 0f;
                    for (var tap = x * taps; tap < (x + 1) * taps; tap++)
                    {
                        sum += columnWeights[tap] * source[columnTexels[tap]];
                    }

                    rows[(line * newWidth) + x] = sum;
                }
            }

            var result = new float[channels * newHeight * newWidth];
            var (rowTexels, rowWeights) = Kernel(height, newHeight, (wraps & TileAxes.Y) != 0);
            taps = rowTexels.Length / newHeight;
            for (var line = 0; line < channels * newHeight; line++)
            {
                var target = result.AsSpan(line * newWidth, newWidth);
                for (var tap = line % newHeight * taps; tap < ((line % newHeight) + 1) * taps; tap++)
                {
                    var weight = rowWeights[tap];
                    var source = rows.AsSpan(((line / newHeight * height) + rowTexels[tap]) * newWidth, newWidth);
                    for (var x = 0; x < newWidth; x++)
                    {
                        target[x] += weight * source[x];
                    }
                }
            }

            return result;
        }

        /// <summary>For every new texel the old ones that it is made of and their weights, which sum to 1.</summary>
        private static (int[] Texels, float[] Weights) Kernel(int length, int newLength, bool wraps)
        {
            var scale = length / (double)newLength;
            var stretch = Math.Max(1, scale);
            var taps = (2 * (int)Math.Ceiling(Lobes * stretch)) + 1;
            var texels = new int[newLength * taps];
            var weights = new float[newLength * taps];
            for (var i = 0; i < newLength; i++)
            {
                var center = ((i + 0.5) * scale) - 0.5;
                var first = (int)Math.Floor(center) - (taps / 2);
                var sum = 0.0;
                for (var tap = 0; tap < taps; tap++)
                {
                    var at = first + tap;
                    texels[(i * taps) + tap] = wraps ? ((at % length) + length) % length : Math.Min(length - 1, Math.Max(0, at));
                    var weight = Weight((at - center) / stretch);
                    weights[(i * taps) + tap] = (float)weight;
                    sum += weight;
                }

                for (var tap = 0; tap < taps; tap++)
                {
                    weights[(i * taps) + tap] = (float)(weights[(i * taps) + tap] / sum);
                }
            }

            return (texels, weights);
        }

        private static double Weight(double x)
        {
            x = Math.Abs(x);
            return x < 1e-9 ? 1 : x >= Lobes ? 0 : Lobes * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / Lobes) / (Math.PI * Math.PI * x * x);
        }
    }
}

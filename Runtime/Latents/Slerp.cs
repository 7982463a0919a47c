using System;

namespace DiffusionTextures.Latents
{
    /// <summary>Spherical interpolation of noise as AUTOMATIC1111 has it: over the rows, for each channel and column on its own.</summary>
    internal static class Slerp
    {
        private const double Parallel = 0.9995;

        /// <summary>Moves <paramref name="low"/> [C,h,w] towards <paramref name="high"/> by <paramref name="amount"/> in [0,1], in place.</summary>
        /// <remarks>Where the two are nearly parallel the reference mixes linearly with the amounts swapped, and so does this.</remarks>
        public static void Mix(Span<float> low, ReadOnlySpan<float> high, int channels, int height, int width, double amount)
        {
            var cosines = new double[channels * width];
            var mean = 0.0;
            for (var line = 0; line < cosines.Length; line++)
            {
                cosines[line] = Cosine(low, high, Start(line, height, width), height, width);
                mean += cosines[line] / cosines.Length;
            }

            for (var line = 0; line < cosines.Length; line++)
            {
                var omega = Math.Acos(Math.Max(-1, Math.Min(1, cosines[line])));
                var isParallel = mean > Parallel;
                var lowShare = isParallel ? amount : Math.Sin((1 - amount) * omega) / Math.Sin(omega);
                var highShare = isParallel ? 1 - amount : Math.Sin(amount * omega) / Math.Sin(omega);
                var at = Start(line, height, width);
                for (var row = 0; row < height; row++, at += width)
                {
                    low[at] = (float)((lowShare * low[at]) + (highShare * high[at]));
                }
            }
        }

        private static int Start(int line, int height, int width) => ((line / width) * height * width) + (line % width);

        private static double Cosine(ReadOnlySpan<float> low, ReadOnlySpan<float> high, int at, int height, int width)
        {
            double dot = 0, lowSquares = 0, highSquares = 0;
            for (var row = 0; row < height; row++, at += width)
            {
                dot += (double)low[at] * high[at];
                lowSquares += (double)low[at] * low[at];
                highSquares += (double)high[at] * high[at];
            }

            return dot / Math.Sqrt(lowSquares * highSquares);
        }
    }
}

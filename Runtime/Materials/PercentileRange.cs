using System;

namespace DiffusionTextures.Materials
{
    /// <summary>The 2nd, 50th and 98th percentile of a plane, by a histogram of integer counts: independent of the texels' order.</summary>
    internal sealed class PercentileRange
    {
        private const int Bins = 1024;

        private readonly int[] _counts = new int[Bins];

        public (float Low, float Median, float High) Measure(ReadOnlySpan<float> plane)
        {
            var least = float.MaxValue;
            var most = float.MinValue;
            foreach (var value in plane)
            {
                least = value < least ? value : least;
                most = value > most ? value : most;
            }

            if (!(most > least))
            {
                return (least, least, least);
            }

            Array.Clear(_counts, 0, Bins);
            var scale = (Bins - 1) / (most - least);
            foreach (var value in plane)
            {
                _counts[(int)((value - least) * scale)]++;
            }

            var cut = plane.Length / 50;
            var low = least + (FirstAbove(cut, 0, 1) / scale);
            var median = least + (FirstAbove(plane.Length / 2, 0, 1) / scale);
            return (low, median, least + ((FirstAbove(cut, Bins - 1, -1) + 1) / scale));
        }

        private int FirstAbove(int cut, int start, int step)
        {
            var seen = 0;
            var bin = start;
            while (seen + _counts[bin] <= cut)
            {
                seen += _counts[bin];
                bin += step;
            }

            return bin;
        }
    }
}

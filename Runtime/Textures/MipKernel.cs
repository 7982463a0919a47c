using System;

namespace DiffusionTextures.Textures
{
    /// <summary>For one axis: which texels of the larger level make a texel of the smaller one, and with which weights (sum 1).</summary>
    internal sealed class MipKernel
    {
        private const double KaiserAlpha = 4;
        private const double KaiserRadius = 3;

        private readonly int[] _indices;
        private readonly float[] _weights;

        /// <summary>Weights from <paramref name="source"/> to <paramref name="target"/> texels; areas are exact for odd sizes.</summary>
        public MipKernel(int source, int target, MipFilter filter, MipEdge edge)
        {
            var ratio = (double)source / target;
            var reach = filter == MipFilter.Box ? 0.5 : KaiserRadius;
            Taps = (int)Math.Ceiling(ratio * reach * 2) + (HasWholeReach(source, target, filter) ? 0 : 1);
            _indices = new int[target * Taps];
            _weights = new float[target * Taps];
            var exact = new double[Taps];
            for (var i = 0; i < target; i++)
            {
                var first = (int)Math.Floor((i + 0.5 - reach) * ratio);
                var sum = 0.0;
                for (var tap = 0; tap < Taps; tap++)
                {
                    exact[tap] = filter == MipFilter.Box ? Overlap(first + tap, i, ratio) : Kaiser(((first + tap + 0.5) / ratio) - (i + 0.5));
                    sum += exact[tap];
                }

                for (var tap = 0; tap < Taps; tap++)
                {
                    _weights[(i * Taps) + tap] = (float)(exact[tap] / sum);
                    _indices[(i * Taps) + tap] = Resolve(first + tap, source, edge);
                }
            }
        }

        /// <summary>Taps of every target texel.</summary>
        public int Taps { get; }

        public ReadOnlySpan<int> Indices(int target) => _indices.AsSpan(target * Taps, Taps);

        public ReadOnlySpan<float> Weights(int target) => _weights.AsSpan(target * Taps, Taps);

        // A box over whole texels begins at a texel's edge, so that no tap is covered in part.
        private static bool HasWholeReach(int source, int target, MipFilter filter) => filter == MipFilter.Box && source % target == 0;

        private static double Overlap(int source, int target, double ratio)
        {
            return Math.Max(0, Math.Min(source + 1, (target + 1) * ratio) - Math.Max(source, target * ratio));
        }

        // w(t) = I0(alpha sqrt(1 - (t/R)^2)) / I0(alpha) * sin(pi t) / (pi t)
        private static double Kaiser(double t)
        {
            var u = t / KaiserRadius;
            if (Math.Abs(u) >= 1)
            {
                return 0;
            }

            var sinc = Math.Abs(t) < 1e-9 ? 1 : Math.Sin(Math.PI * t) / (Math.PI * t);
            return sinc * Bessel0(KaiserAlpha * Math.Sqrt(1 - (u * u))) / Bessel0(KaiserAlpha);
        }

        private static double Bessel0(double x)
        {
            double sum = 1;
            double term = 1;
            for (var k = 1; term > 1e-16 * sum; k++)
            {
                term *= x * x / (4.0 * k * k);
                sum += term;
            }

            return sum;
        }

        private static int Resolve(int index, int count, MipEdge edge)
        {
            if (edge == MipEdge.Clamp)
            {
                return Math.Min(Math.Max(index, 0), count - 1);
            }

            var rest = index % count;
            return rest < 0 ? rest + count : rest;
        }
    }
}

using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Linear multistep method in sigma space (k-diffusion's sample_lms; Adams-Bashforth with uneven steps).</summary>
    /// <remarks>
    /// _derivatives   d_j = (x_j - x0_j) / sigma_j, newest at _newest
    /// Coefficient    c_k = integral over [sigma_i, sigma_(i+1)] of the Lagrange polynomial of node i - k
    /// sample         x_i + sum c_k d_(i-k)
    /// </remarks>
    internal sealed class LmsDiscreteScheduler : SigmaSpaceScheduler
    {
        // Gauss-Legendre with five points is exact for polynomials up to degree nine.
        private static readonly double[] Nodes = { 0, 0.5384693101056831, -0.5384693101056831, 0.9061798459386640, -0.9061798459386640 };
        private static readonly double[] Weights =
        {
            0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891, 0.2369268850561891,
        };

        private float[][] _derivatives = Array.Empty<float[]>();
        private float[] _x0 = Array.Empty<float>();
        private int _newest;

        public LmsDiscreteScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override void Allocate()
        {
            _derivatives = new float[Config.Order][];
            for (var i = 0; i < _derivatives.Length; i++)
            {
                _derivatives[i] = NewBuffer();
            }

            _x0 = NewBuffer();
            _newest = 0;
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            double sigma = Sigmas[stepIndex];
            var (p, q) = CleanWeights(sigma);
            var ring = _derivatives.Length;
            _newest = (_newest + 1) % ring;
            LatentArithmetic.Combine(sample, (float)p, model, (float)q, _x0);
            Predicted(_x0);

            // A start in the middle has fewer derivatives than the order, but the coefficients of the full order: as the reference.
            var order = Math.Min(stepIndex + 1, ring);
            var held = Math.Min(StepsDone + 1, order);
            var derivative = new StepWeights(1 / sigma, -1 / sigma, 1, 0, Coefficient(order, stepIndex, 0));
            var newest = _derivatives[_newest];
            switch (held)
            {
                case 1:
                    LatentArithmetic.Step(sample, _x0, newest, derivative);
                    break;
                case 2:
                    LatentArithmetic.Step(sample, _x0, newest, derivative, Held(1), Coefficient(order, stepIndex, 1));
                    break;
                case 3:
                    LatentArithmetic.Step(
                        sample, _x0, newest, derivative, Held(1), Coefficient(order, stepIndex, 1), Held(2), Coefficient(order, stepIndex, 2));
                    break;
                default:
                    LatentArithmetic.Step(
                        sample,
                        _x0,
                        newest,
                        derivative,
                        Held(1),
                        Coefficient(order, stepIndex, 1),
                        Held(2),
                        Coefficient(order, stepIndex, 2),
                        Held(3),
                        Coefficient(order, stepIndex, 3));
                    break;
            }

            for (var k = 4; k < held; k++)
            {
                LatentArithmetic.Combine(sample, 1f, Held(k), (float)Coefficient(order, stepIndex, k), sample);
            }
        }

        private float[] Held(int age) => _derivatives[(_newest - age + _derivatives.Length) % _derivatives.Length];

        private double Coefficient(int order, int step, int node)
        {
            double from = Sigmas[step];
            double to = Sigmas[step + 1];
            var sum = 0.0;
            for (var i = 0; i < Nodes.Length; i++)
            {
                var tau = ((to - from) / 2 * Nodes[i]) + ((to + from) / 2);
                var product = 1.0;
                for (var k = 0; k < order; k++)
                {
                    if (k != node)
                    {
                        product *= (tau - Sigmas[step - k]) / ((double)Sigmas[step - node] - Sigmas[step - k]);
                    }
                }

                sum += Weights[i] * product;
            }

            return sum * (to - from) / 2;
        }
    }
}

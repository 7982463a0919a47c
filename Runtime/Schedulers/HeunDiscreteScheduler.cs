using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Heun's method, two model calls per step and one for the last (arXiv:2206.00364, algorithm 2 without churn).</summary>
    /// <remarks>
    /// _start     x_i before the step           _x0First   x0 seen from x_i
    /// sigma, to  the step's two ends           dt = to - sigma
    /// sample     x_i + dt (d_i + d') / 2 with d_i = (x_i - x0) / sigma and d' = (x' - x0') / to
    /// </remarks>
    internal sealed class HeunDiscreteScheduler : SigmaSpaceScheduler
    {
        private float[] _start = Array.Empty<float>();
        private float[] _x0First = Array.Empty<float>();
        private float[] _x0Second = Array.Empty<float>();

        public HeunDiscreteScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        public override int Order => 2;

        protected override bool AcceptsTimesteps => true;

        protected override float[] Unfold(double[] timesteps, double[] sigmas)
        {
            return Interleave(timesteps, i => timesteps[i + 1], i => Sigmas[i + 1]);
        }

        protected override void Allocate()
        {
            _start = NewBuffer();
            _x0First = NewBuffer();
            _x0Second = NewBuffer();
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            double sigma = Sigmas[stepIndex / 2];
            double to = Sigmas[(stepIndex / 2) + 1];
            var dt = to - sigma;
            if (stepIndex % 2 == 0)
            {
                sample.CopyTo(_start);
                Predicted(_x0First);
                LatentArithmetic.Step(sample, model, _x0First, DerivativeWeights(sigma, dt));
                return;
            }

            var (p, q) = CleanWeights(to);
            var half = dt / 2;
            Predicted(_x0Second);
            LatentArithmetic.Step(
                sample,
                model,
                _x0Second,
                new StepWeights(p, q, half / to, 0, -half / to, Limit),
                _start,
                1 + (half / sigma),
                _x0First,
                -half / sigma);
        }
    }
}

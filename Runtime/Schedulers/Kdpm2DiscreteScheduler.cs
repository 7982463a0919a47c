using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>DPM-Solver-2 in sigma space, after k-diffusion's sample_dpm_2, with or without ancestral noise (arXiv:2206.00927; arXiv:2206.00364).</summary>
    /// <remarks>
    /// middle     geometric mean of sigma and the step's deterministic end
    /// end        the next sigma, or sigma_down where noise is added
    /// sample     x_i + (x' - x0') / middle (end - sigma) + sigma_up z, x' one Euler step to the middle
    /// </remarks>
    internal sealed class Kdpm2DiscreteScheduler : SigmaSpaceScheduler
    {
        private readonly bool _ancestral;
        private float[] _middles = Array.Empty<float>();
        private float[] _start = Array.Empty<float>();
        private float[] _x0 = Array.Empty<float>();

        public Kdpm2DiscreteScheduler(SchedulerConfig config)
            : base(config)
        {
            _ancestral = config.Kind == SchedulerKind.Kdpm2AncestralDiscrete;
        }

        public override int Order => 2;

        protected override void Respace(in ScheduleRequest schedule, ref double[] timesteps, ref double[] sigmas)
        {
            base.Respace(schedule, ref timesteps, ref sigmas);
            for (var i = 0; Config.UseKarrasSigmas && i < timesteps.Length; i++)
            {
                timesteps[i] = Math.Round(timesteps[i]);
            }
        }

        protected override float[] Unfold(double[] timesteps, double[] sigmas)
        {
            _middles = new float[sigmas.Length];
            for (var i = 0; i < sigmas.Length; i++)
            {
                var end = End(i).Down;
                _middles[i] = end > 0 ? (float)Math.Exp((Math.Log(Sigmas[i]) + Math.Log(end)) / 2) : 0f;
            }

            return Interleave(timesteps, i => Noise.SigmaToTimestep(_middles[i]), i => _middles[i]);
        }

        protected override void Allocate()
        {
            _start = NewBuffer();
            _x0 = NewBuffer();
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            var step = stepIndex / 2;
            double sigma = Sigmas[step];
            double middle = _middles[step];
            Predicted(_x0);

            if (stepIndex % 2 == 0)
            {
                sample.CopyTo(_start);
                LatentArithmetic.Step(sample, model, _x0, DerivativeWeights(sigma, middle - sigma));
                return;
            }

            var (up, down) = End(step);
            var (p, q) = CleanWeights(middle);
            var ratio = (down - sigma) / middle;
            var weights = new StepWeights(p, q, ratio, 0, -ratio);
            if (_ancestral)
            {
                LatentArithmetic.Step(sample, model, _x0, weights, _start, 1, Draw(noise), up);
            }
            else
            {
                LatentArithmetic.Step(sample, model, _x0, weights, _start, 1);
            }
        }

        private (double Up, double Down) End(int step) => _ancestral ? AncestralStep(Sigmas[step], Sigmas[step + 1]) : (0, Sigmas[step + 1]);
    }
}

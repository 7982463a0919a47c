using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Stochastic DPM-Solver++ of second order with a Brownian path (k-diffusion's sample_dpmpp_sde; arXiv:2211.01095).</summary>
    /// <remarks>
    /// middle     geometric mean of sigma and the next sigma
    /// to         middle in the first half of a step, the next sigma in the second
    /// up, down   ancestral split of the way from sigma to "to"
    /// sample     down / sigma x_i + (1 - down / sigma) x0 + up W, W the increment of the path between the sigmas
    /// </remarks>
    internal sealed class DpmSolverSdeScheduler : SigmaSpaceScheduler
    {
        private float[] _start = Array.Empty<float>();
        private float[] _x0 = Array.Empty<float>();

        public DpmSolverSdeScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        public override int Order => 2;

        protected override float[] Unfold(double[] timesteps, double[] sigmas)
        {
            return Interleave(timesteps, i => Noise.SigmaToTimestep(Math.Sqrt(sigmas[i] * sigmas[i + 1])), i => (float)Middle(i));
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
            double next = Sigmas[step + 1];
            Predicted(_x0);
            if (next == 0)
            {
                LatentArithmetic.Step(sample, model, _x0, DerivativeWeights(sigma, -sigma));
                return;
            }

            var first = stepIndex % 2 == 0;
            var to = first ? Middle(step) : next;
            var (up, down) = AncestralStep(sigma, to);
            var (p, q) = CleanWeights(first ? sigma : Middle(step));
            var ratio = down / sigma;
            var increment = DrawBrownian(noise, sigma, to);
            if (first)
            {
                sample.CopyTo(_start);
                LatentArithmetic.Step(sample, model, _x0, new StepWeights(p, q, ratio, 0, 1 - ratio), increment, Config.SNoise * up);
            }
            else
            {
                LatentArithmetic.Step(
                    sample, model, _x0, new StepWeights(p, q, 0, 0, 1 - ratio), _start, ratio, increment, Config.SNoise * up);
            }
        }

        private double Middle(int step) => Math.Sqrt((double)Sigmas[step] * Sigmas[step + 1]);
    }
}

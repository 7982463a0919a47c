using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Ancestral sampling of denoising diffusion probabilistic models (arXiv:2006.11239, equation 7 and algorithm 2).</summary>
    /// <remarks>
    /// alpha      alpha_bar_t             previous   alpha_bar of the next step's timestep, 1 after the last
    /// current    alpha_t = alpha / previous;  beta_t = 1 - current
    /// sample     sqrt(previous) beta_t / (1 - alpha) x0 + sqrt(current) (1 - previous) / (1 - alpha) x_t + sigma_t z
    /// </remarks>
    internal sealed class DdpmScheduler : AlphaSpaceScheduler
    {
        public DdpmScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override bool AcceptsTimesteps => true;

        protected override float[] BuildTimesteps(in ScheduleRequest schedule, int n)
        {
            return Checked(CustomTimesteps.Whole(schedule) ?? TimestepGrid.Whole(Config, n));
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            var timestep = (int)Timesteps[stepIndex];
            var alpha = Alpha(timestep);
            var previous = stepIndex + 1 < Timesteps.Length ? Noise.AlphasCumprod[(int)Timesteps[stepIndex + 1]] : 1.0;
            var current = (float)(alpha / previous);
            double beta = 1f - current;
            var (p, q) = CleanWeights(alpha);
            var weights = new StepWeights(
                p,
                q,
                Math.Sqrt(current) * (1 - previous) / (1 - alpha),
                0,
                Math.Sqrt(previous) * beta / (1 - alpha),
                Limit);
            if (timestep > 0)
            {
                Fuse(sample, model, weights, noise, Deviation((1 - previous) / (1 - alpha) * beta, beta));
            }
            else
            {
                Fuse(sample, model, weights);
            }
        }

        private double Deviation(double posterior, double beta)
        {
            var clamped = Math.Max(posterior, 1e-20);
            return Config.VarianceType switch
            {
                VarianceType.FixedLarge => Math.Sqrt(beta),
                // The reference takes the root of the logarithm, which is not a number; the deviation is meant.
                VarianceType.FixedLargeLog => Math.Sqrt(beta),
                _ => Math.Sqrt(clamped),
            };
        }
    }
}

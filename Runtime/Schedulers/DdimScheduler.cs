using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Denoising diffusion implicit models (arXiv:2010.02502, equations 12 and 16).</summary>
    /// <remarks>
    /// alpha, previous   alpha_bar_t, alpha_bar_(t - T/n)
    /// deviation         sigma_t = eta sqrt((1 - previous) / (1 - alpha)) sqrt(1 - alpha / previous)
    /// direction         sqrt(1 - previous - sigma_t^2), the weight of the noise eps
    /// sample            sqrt(previous) x0 + direction eps + sigma_t z
    /// </remarks>
    internal sealed class DdimScheduler : AlphaSpaceScheduler
    {
        public DdimScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        /// <summary>Alphas around step <paramref name="stepIndex"/> and the deviation of its noise.</summary>
        public (double Alpha, double Previous, double Deviation) Levels(int stepIndex)
        {
            CheckIndex(stepIndex);
            var timestep = (int)Timesteps[stepIndex];
            var alpha = Alpha(timestep);
            var previous = Alpha(timestep - (Config.NumTrainTimesteps / NumInferenceSteps));
            var variance = (1 - previous) / (1 - alpha) * (1 - (alpha / previous));
            return (alpha, previous, Config.Eta * Math.Sqrt(Math.Max(variance, 0)));
        }

        /// <summary>The deterministic part of a step, in place; the trajectory does not advance.</summary>
        public void StepMean(int stepIndex, ReadOnlySpan<float> model, Span<float> sample) => Fuse(sample, model, Weights(stepIndex));

        protected override float[] BuildTimesteps(in ScheduleRequest schedule, int n) => Checked(TimestepGrid.Whole(Config, n));

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            var (_, _, deviation) = Levels(stepIndex);
            var weights = Weights(stepIndex);
            if (Config.Eta > 0)
            {
                Fuse(sample, model, weights, noise, deviation);
            }
            else
            {
                Fuse(sample, model, weights);
            }
        }

        private StepWeights Weights(int stepIndex)
        {
            var (alpha, previous, deviation) = Levels(stepIndex);
            var direction = Math.Sqrt(Math.Max(1 - previous - (deviation * deviation), 0));
            var (p, q) = CleanWeights(alpha);
            if (Config.UseClippedModelOutput)
            {
                // eps = (x_t - sqrt(alpha) x0) / sqrt(1 - alpha) from the clipped x0.
                var scale = direction / Math.Sqrt(1 - alpha);
                return new StepWeights(p, q, scale, 0, Math.Sqrt(previous) - (scale * Math.Sqrt(alpha)), Limit);
            }

            var (es, em) = NoiseWeights(alpha);
            return new StepWeights(p, q, direction * es, direction * em, Math.Sqrt(previous), Limit);
        }
    }
}

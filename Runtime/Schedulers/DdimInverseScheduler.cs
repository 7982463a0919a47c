using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>DDIM run from picture to noise (arXiv:2010.02502, section 4.3; null-text inversion, arXiv:2211.09794).</summary>
    /// <remarks>
    /// alpha     alpha_bar of the current, cleaner level t - T/n
    /// next      alpha_bar_t of the noisier level
    /// sample    sqrt(next) x0 + sqrt(1 - next) eps
    /// </remarks>
    internal sealed class DdimInverseScheduler : AlphaSpaceScheduler
    {
        public DdimInverseScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override float[] BuildTimesteps(in ScheduleRequest schedule, int n)
        {
            if (Config.TimestepSpacing == TimestepSpacing.Linspace)
            {
                throw Unsupported("timestep_spacing linspace", "use leading or trailing");
            }

            var timesteps = TimestepGrid.Whole(Config, n);
            Array.Reverse(timesteps);
            return Checked(timesteps);
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            var timestep = (int)Timesteps[stepIndex];
            var alpha = Alpha(Math.Min(timestep - (Config.NumTrainTimesteps / NumInferenceSteps), Config.NumTrainTimesteps - 1));
            var next = Alpha(timestep);
            var direction = Math.Sqrt(1 - next);
            var (p, q) = CleanWeights(alpha);
            var (es, em) = NoiseWeights(alpha);
            Fuse(sample, model, new StepWeights(p, q, direction * es, direction * em, Math.Sqrt(next), Limit));
        }
    }
}

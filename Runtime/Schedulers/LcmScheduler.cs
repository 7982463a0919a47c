using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Multistep sampling of latent consistency models (arXiv:2310.04378, algorithm 1 and section 4.2).</summary>
    /// <remarks>
    /// skip, out   c_skip = s^2 / (k^2 + s^2), c_out = k / sqrt(k^2 + s^2) with k = timestep_scaling t, s = 0.5
    /// denoised    f = c_out x0 + c_skip x_t
    /// sample      sqrt(previous) f + sqrt(1 - previous) z, and f in the last step
    /// </remarks>
    internal sealed class LcmScheduler : AlphaSpaceScheduler
    {
        private const double SigmaData = 0.5;

        public LcmScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override bool AcceptsTimesteps => true;

        protected override float[] BuildTimesteps(in ScheduleRequest schedule, int n)
        {
            return Checked(DistilledTimesteps.Create(Config, schedule, n));
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            var timestep = (int)Timesteps[stepIndex];
            var scaled = timestep * Config.TimestepScaling;
            var norm = (scaled * scaled) + (SigmaData * SigmaData);
            var skip = SigmaData * SigmaData / norm;
            var c = scaled / Math.Sqrt(norm);
            var (p, q) = CleanWeights(Alpha(timestep));
            if (stepIndex == Timesteps.Length - 1)
            {
                Fuse(sample, model, new StepWeights(p, q, skip, 0, c, Limit));
                return;
            }

            var previous = Alpha((int)Timesteps[stepIndex + 1]);
            var signal = Math.Sqrt(previous);
            Fuse(sample, model, new StepWeights(p, q, signal * skip, 0, signal * c, Limit), noise, Math.Sqrt(1 - previous));
        }
    }
}

using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Strategic stochastic sampling of trajectory consistency distillation (arXiv:2402.19159, algorithm 4).</summary>
    /// <remarks>
    /// eta        gamma of the paper, 0 deterministic to 1
    /// s          (1 - eta) times the next timestep, rounded down
    /// noised     x_s = sqrt(alpha_s) x0 + sqrt(1 - alpha_s) eps
    /// sample     sqrt(previous / alpha_s) x_s + sqrt(1 - previous / alpha_s) z, and x_s in the last step
    /// </remarks>
    internal sealed class TcdScheduler : AlphaSpaceScheduler
    {
        public TcdScheduler(SchedulerConfig config)
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
            var last = stepIndex == Timesteps.Length - 1;
            var next = last ? 0 : (int)Timesteps[stepIndex + 1];
            var alpha = Alpha((int)Timesteps[stepIndex]);
            var previous = Alpha(next);
            var alphaS = Alpha((int)Math.Floor((float)(1 - Config.Eta) * next));
            var (p, q) = CleanWeights(alpha);
            var (es, em) = NoiseWeights(alpha);
            var scale = Config.Eta > 0 && !last ? Math.Sqrt(previous / alphaS) : 1;
            var direction = scale * Math.Sqrt(1 - alphaS);
            var weights = new StepWeights(p, q, direction * es, direction * em, scale * Math.Sqrt(alphaS));
            if (Config.Eta > 0 && !last)
            {
                Fuse(sample, model, weights, noise, Math.Sqrt(1 - (previous / alphaS)));
            }
            else
            {
                Fuse(sample, model, weights);
            }
        }
    }
}

using System;
using DiffusionTextures.Denoising.Guidance;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Euler's method for rectified flows (arXiv:2403.03206, section 2 and equation 23).</summary>
    /// <remarks>
    /// sigma      x_sigma = (1 - sigma) x0 + sigma eps; the timestep is T sigma
    /// m          the model's velocity eps - x0, so x0 = x - sigma m
    /// sample     x + (next - sigma) m; stochastic: (1 - next) x0 + next z
    /// </remarks>
    internal sealed class FlowMatchEulerDiscreteScheduler : DiffusionScheduler
    {
        private float[] _sigmas = Array.Empty<float>();
        private float[] _x0 = Array.Empty<float>();

        public FlowMatchEulerDiscreteScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        public override float InitNoiseSigma => 1f;

        protected override bool AcceptsTimesteps => true;

        protected override bool AcceptsSigmas => true;

        public override void AddNoise(int stepIndex, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> noisy)
        {
            CheckIndex(stepIndex);
            LatentArithmetic.Combine(original, 1f - _sigmas[stepIndex], noise, _sigmas[stepIndex], noisy);
        }

        protected override float[] BuildTimesteps(in ScheduleRequest schedule, int n)
        {
            var total = Config.NumTrainTimesteps;
            var sigmas = BaseSigmas(schedule, n);
            Shift(sigmas, schedule);
            if (!double.IsNaN(Config.ShiftTerminal))
            {
                var scale = (1 - sigmas[sigmas.Length - 1]) / (1 - Config.ShiftTerminal);
                for (var i = 0; i < sigmas.Length; i++)
                {
                    sigmas[i] = 1 - ((1 - sigmas[i]) / scale);
                }
            }

            if (SigmaSpacing.Respaces(Config))
            {
                sigmas = SigmaSpacing.Respace(Config, sigmas[0], sigmas[sigmas.Length - 1], sigmas.Length);
            }

            _sigmas = new float[sigmas.Length + 1];
            var timesteps = new float[sigmas.Length];
            for (var i = 0; i < sigmas.Length; i++)
            {
                _sigmas[i] = Config.InvertSigmas ? 1f - (float)sigmas[i] : (float)sigmas[i];
                timesteps[i] = schedule.Timesteps != null && !Config.InvertSigmas ? schedule.Timesteps[i] : _sigmas[i] * total;
            }

            _sigmas[sigmas.Length] = Config.InvertSigmas ? 1f : 0f;
            return timesteps;
        }

        protected override void Allocate()
        {
            _x0 = NewBuffer();
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            double sigma = _sigmas[stepIndex];
            double next = _sigmas[stepIndex + 1];
            Predicted(_x0);
            if (Config.StochasticSampling)
            {
                LatentArithmetic.Step(sample, model, _x0, new StepWeights(1, -sigma, 0, 0, 1 - next), Draw(noise), next);
            }
            else
            {
                LatentArithmetic.Step(sample, model, _x0, new StepWeights(1, -sigma, 1, next - sigma, 0));
            }
        }

        private double[] BaseSigmas(in ScheduleRequest schedule, int n)
        {
            if (schedule.Sigmas != null)
            {
                var given = new double[schedule.Sigmas.Count];
                for (var i = 0; i < given.Length; i++)
                {
                    given[i] = schedule.Sigmas[i];
                }

                return given;
            }

            // The training range is shifted once here and again below, as the reference does.
            var total = Config.NumTrainTimesteps;
            var last = (float)(1.0 / total);
            var lowest = Config.UseDynamicShifting ? last : (float)(Config.Shift * last / (1 + ((Config.Shift - 1) * last)));
            var sigmas = new double[n];
            for (var i = 0; i < n; i++)
            {
                sigmas[i] = schedule.Timesteps != null ? schedule.Timesteps[i] / (double)total
                    : n > 1 && i == n - 1 ? lowest
                    : 1 + (i * (((double)lowest - 1) / Math.Max(n - 1, 1)));
            }

            return sigmas;
        }

        private void Shift(double[] sigmas, in ScheduleRequest schedule)
        {
            var shift = Config.Shift;
            if (Config.UseDynamicShifting)
            {
                var mu = schedule.Mu ?? (schedule.ImageSequenceLength is int length
                    ? FlowShift.Mu(length, Config.BaseImageSeqLen, Config.MaxImageSeqLen, Config.BaseShift, Config.MaxShift)
                    : throw Unsupported("dynamic shifting without a resolution", "set ImageSequenceLength or Mu of the request"));
                shift = Config.TimeShiftType == TimeShiftType.Exponential ? Math.Exp(mu) : mu;
            }

            for (var i = 0; i < sigmas.Length; i++)
            {
                sigmas[i] = shift * sigmas[i] / (1 + ((shift - 1) * sigmas[i]));
            }
        }
    }
}

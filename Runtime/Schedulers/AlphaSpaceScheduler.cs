using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Schedulers that step between whole timesteps by cumulated alphas: DDPM, DDIM, PNDM, LCM and TCD.</summary>
    /// <remarks>
    /// a = alpha_bar_t.  x0 = P s + Q m:
    /// epsilon        x0 = (s - sqrt(1 - a) m) / sqrt(a)
    /// v_prediction   x0 = sqrt(a) s - sqrt(1 - a) m
    /// sample         x0 = m
    /// </remarks>
    internal abstract class AlphaSpaceScheduler : DiffusionScheduler
    {
        private float[] _x0 = Array.Empty<float>();

        protected AlphaSpaceScheduler(SchedulerConfig config)
            : base(config)
        {
            Noise = NoiseSchedule.Create(config, liftsTerminalAlpha: false);
        }

        public sealed override float InitNoiseSigma => 1f;

        public NoiseSchedule Noise { get; }

        /// <summary>alpha_bar after the last step.</summary>
        protected float FinalAlpha => Config.SetAlphaToOne ? 1f : Noise.AlphasCumprod[0];

        protected double Limit => Config.ClipSample && !Config.Thresholding ? Config.ClipSampleRange : double.PositiveInfinity;

        public override void AddNoise(int stepIndex, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> noisy)
        {
            CheckIndex(stepIndex);
            Noise.AddNoise((int)Timesteps[stepIndex], original, noise, noisy);
        }

        protected override void Allocate()
        {
            _x0 = NewBuffer();
        }

        protected double Alpha(int timestep) => timestep >= 0 ? Noise.AlphasCumprod[timestep] : FinalAlpha;

        protected float[] Checked(double[] timesteps)
        {
            var result = new float[timesteps.Length];
            for (var i = 0; i < result.Length; i++)
            {
                var t = (int)timesteps[i];
                if (t < 0 || t >= Noise.Length)
                {
                    throw new ArgumentException(
                        $"{GetType().Name} would use timestep {t} of 0 to {Noise.Length - 1} (steps_offset {Config.StepsOffset}); use fewer steps or steps_offset 0.");
                }

                if (Noise.AlphasCumprod[t] == 0f && Config.PredictionType == PredictionType.Epsilon)
                {
                    throw Unsupported(
                        "epsilon prediction at zero signal-to-noise ratio", "use prediction_type v_prediction or sample, or timestep_spacing leading");
                }

                result[i] = t;
            }

            return result;
        }

        /// <summary>Weights of the clean latent: x0 = item1 s + item2 m.</summary>
        protected (double P, double Q) CleanWeights(double alpha)
        {
            var sa = Math.Sqrt(alpha);
            var sb = Math.Sqrt(1 - alpha);
            return Config.PredictionType switch
            {
                PredictionType.Epsilon => (1 / sa, -sb / sa),
                PredictionType.VPrediction => (sa, -sb),
                _ => (0, 1),
            };
        }

        /// <summary>Weights of the noise: eps = item1 s + item2 m.</summary>
        protected (double P, double Q) NoiseWeights(double alpha)
        {
            var sa = Math.Sqrt(alpha);
            var sb = Math.Sqrt(1 - alpha);
            return Config.PredictionType switch
            {
                PredictionType.Epsilon => (0, 1),
                PredictionType.VPrediction => (sb, sa),
                _ => (1 / sb, -sa / sb),
            };
        }

        /// <summary>sample = U sample + V model + W x0 with x0 thresholded or clipped as configured.</summary>
        protected void Fuse(Span<float> sample, ReadOnlySpan<float> model, in StepWeights weights)
        {
            Predicted(_x0);
            if (!Config.Thresholding)
            {
                LatentArithmetic.Step(sample, model, _x0, weights);
                return;
            }

            LatentArithmetic.Combine(sample, weights.P, model, weights.Q, _x0);
            Threshold(_x0);
            LatentArithmetic.Step(sample, _x0, _x0, new StepWeights(0, 1, weights.U, 0, weights.W), model, weights.V);
        }

        /// <summary>As above, plus <paramref name="deviation"/> times a draw of noise.</summary>
        protected void Fuse(Span<float> sample, ReadOnlySpan<float> model, in StepWeights weights, INoiseSource noise, double deviation)
        {
            Predicted(_x0);
            if (!Config.Thresholding)
            {
                LatentArithmetic.Step(sample, model, _x0, weights, Draw(noise), deviation);
                return;
            }

            Fuse(sample, model, weights);
            LatentArithmetic.Combine(sample, 1f, Draw(noise), (float)deviation, sample);
        }
    }
}

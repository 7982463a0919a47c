using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Schedulers of k-diffusion: the sample is x0 + sigma eps and its model input is scaled to unit variance (arXiv:2206.00364).</summary>
    /// <remarks>
    /// x0 = P s + Q m at sigma:
    /// epsilon        x0 = s - sigma m
    /// v_prediction   x0 = s / (sigma^2 + 1) - sigma / sqrt(sigma^2 + 1) m
    /// sample         x0 = m
    /// A step along the derivative d = (s - x0) / sigma over dt is s (1 + dt / sigma) - x0 dt / sigma.
    /// </remarks>
    internal abstract class SigmaSpaceScheduler : DiffusionScheduler
    {
        private float _initNoiseSigma = 1f;

        protected SigmaSpaceScheduler(SchedulerConfig config)
            : base(config)
        {
            Noise = NoiseSchedule.Create(config, liftsTerminalAlpha: true);
        }

        public sealed override float InitNoiseSigma => _initNoiseSigma;

        public NoiseSchedule Noise { get; }

        /// <summary>Sigma before each solver step, and the one after the last.</summary>
        protected float[] Sigmas { get; private set; } = Array.Empty<float>();

        /// <summary>Sigma of the model's input for each timestep.</summary>
        protected float[] InputSigmas { get; private set; } = Array.Empty<float>();

        protected double Limit => Config.ClipSample ? Config.ClipSampleRange : double.PositiveInfinity;

        public sealed override void ScaleModelInput(int stepIndex, ReadOnlySpan<float> sample, Span<float> modelInput)
        {
            CheckIndex(stepIndex);
            double sigma = InputSigmas[stepIndex];
            LatentArithmetic.Scale(sample, (float)(1 / Math.Sqrt((sigma * sigma) + 1)), modelInput);
        }

        public sealed override void AddNoise(int stepIndex, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> noisy)
        {
            CheckIndex(stepIndex);
            LatentArithmetic.Combine(original, 1f, noise, Sigmas[stepIndex / Order], noisy);
        }

        protected sealed override float[] BuildTimesteps(in ScheduleRequest schedule, int n)
        {
            var timesteps = CustomTimesteps.Fractional(schedule) ?? TimestepGrid.Fractional(Config, n);
            var sigmas = new double[n];
            for (var i = 0; i < n; i++)
            {
                timesteps[i] = (float)timesteps[i];
                sigmas[i] = Noise.SigmaAt(timesteps[i]);
            }

            Respace(schedule, ref timesteps, ref sigmas);
            Sigmas = new float[sigmas.Length + 1];
            var largest = 0.0;
            for (var i = 0; i < sigmas.Length; i++)
            {
                Sigmas[i] = (float)sigmas[i];
                largest = Math.Max(largest, Sigmas[i]);
            }

            Sigmas[sigmas.Length] = Config.FinalSigmasType == FinalSigmasType.SigmaMin && schedule.Sigmas == null ? (float)Noise.Sigmas[0] : 0f;
            _initNoiseSigma = (float)(Config.TimestepSpacing == TimestepSpacing.Leading ? Math.Sqrt((largest * largest) + 1) : largest);
            InputSigmas = Sigmas;
            return Unfold(timesteps, sigmas);
        }

        /// <summary>Replaces the interpolated sigmas and their timesteps as configured.</summary>
        protected virtual void Respace(in ScheduleRequest schedule, ref double[] timesteps, ref double[] sigmas)
        {
            if (SigmaSpacing.Respaces(Config))
            {
                sigmas = SigmaSpacing.Respace(Config, sigmas[0], sigmas[sigmas.Length - 1], sigmas.Length);
                timesteps = ToTimesteps(sigmas);
            }
        }

        /// <summary>The timesteps of all model calls; solvers of two calls per step set <see cref="InputSigmas"/> too.</summary>
        protected virtual float[] Unfold(double[] timesteps, double[] sigmas) => Array.ConvertAll(timesteps, t => (float)t);

        /// <summary>Puts the second calls' timesteps and sigmas between those of the first ones.</summary>
        protected float[] Interleave(double[] timesteps, Func<int, double> middleTimestep, Func<int, float> middleSigma)
        {
            var calls = (2 * timesteps.Length) - 1;
            var all = new float[calls];
            InputSigmas = new float[calls];
            for (var i = 0; i < calls; i++)
            {
                all[i] = (float)(i % 2 == 0 ? timesteps[i / 2] : middleTimestep(i / 2));
                InputSigmas[i] = i % 2 == 0 ? Sigmas[i / 2] : middleSigma(i / 2);
            }

            return all;
        }

        protected double[] ToTimesteps(double[] sigmas)
        {
            var timesteps = new double[sigmas.Length];
            for (var i = 0; i < sigmas.Length; i++)
            {
                timesteps[i] = Noise.SigmaToTimestep(sigmas[i]);
            }

            return timesteps;
        }

        protected (double P, double Q) CleanWeights(double sigma)
        {
            return Config.PredictionType switch
            {
                PredictionType.Epsilon => (1, -sigma),
                PredictionType.VPrediction => (1 / ((sigma * sigma) + 1), -sigma / Math.Sqrt((sigma * sigma) + 1)),
                _ => (0, 1),
            };
        }

        /// <summary>Weights of a step from <paramref name="sigma"/> over <paramref name="dt"/>, where x0 is seen at the same sigma.</summary>
        protected StepWeights DerivativeWeights(double sigma, double dt)
        {
            var (p, q) = CleanWeights(sigma);
            return new StepWeights(p, q, 1 + (dt / sigma), 0, -dt / sigma, Limit);
        }

        /// <summary>The split of a step into a deterministic part and fresh noise: sigma_up^2 + sigma_down^2 = sigma_to^2.</summary>
        protected static (double Up, double Down) AncestralStep(double from, double to)
        {
            var up = Math.Min(to, Math.Sqrt(to * to * Math.Max((from * from) - (to * to), 0) / (from * from)));
            return (up, Math.Sqrt(Math.Max((to * to) - (up * up), 0)));
        }
    }
}

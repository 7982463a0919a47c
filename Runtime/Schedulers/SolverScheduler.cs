using System;

namespace DiffusionTextures.Schedulers
{
    /// <summary>What the exponential-integrator solvers share (DPM-Solver, DEIS, UniPC): whole timesteps, sigmas, and the history of model outputs.</summary>
    /// <remarks>
    /// alpha, sigma_t, lambda of a level sigma:
    /// variance preserving   alpha = 1 / sqrt(sigma^2 + 1), sigma_t = sigma alpha
    /// flow                  alpha = 1 - sigma, sigma_t = sigma
    /// lambda                ln alpha - ln sigma_t, infinite at sigma 0
    /// </remarks>
    internal abstract class SolverScheduler : DiffusionScheduler
    {
        private float[][] _history = Array.Empty<float[]>();
        private float[] _x0 = Array.Empty<float>();
        private int _newest;

        protected SolverScheduler(SchedulerConfig config)
            : base(config)
        {
            Noise = NoiseSchedule.Create(config, liftsTerminalAlpha: true);
        }

        public sealed override float InitNoiseSigma => 1f;

        public NoiseSchedule Noise { get; }

        /// <summary>Sigma before each step, and the one after the last.</summary>
        protected float[] Sigmas { get; private set; } = Array.Empty<float>();

        /// <summary>Whether the solver keeps the predicted noise instead of the clean latent.</summary>
        protected abstract bool KeepsNoise { get; }

        /// <summary>Whether Karras timesteps are rounded to whole ones instead of cut.</summary>
        protected virtual bool RoundsKarras => true;

        public sealed override void AddNoise(int stepIndex, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> noisy)
        {
            CheckIndex(stepIndex);
            var level = Level(stepIndex);
            LatentArithmetic.Combine(original, (float)level.Alpha, noise, (float)level.Sigma, noisy);
        }

        /// <summary>The unspaced timesteps, from the grid or the request.</summary>
        protected abstract double[] Grid(in ScheduleRequest schedule, int n);

        /// <summary>The sigma after the last step.</summary>
        /// <param name="respacedLast">The last sigma of a respaced schedule, or null when the sigmas are interpolated.</param>
        protected abstract double FinalSigma(double? respacedLast);

        protected override float[] BuildTimesteps(in ScheduleRequest schedule, int n)
        {
            var timesteps = Grid(schedule, n);
            var sigmas = new double[n];
            var top = Noise.Sigmas[Noise.Length - 1];
            var respaced = true;
            if (SigmaSpacing.Respaces(Config))
            {
                sigmas = SigmaSpacing.Respace(Config, top, Noise.Sigmas[0], n);
            }
            else if (Config.UseLuLambdas)
            {
                sigmas = SigmaSpacing.LogLinear(top, Noise.Sigmas[0], n);
            }
            else if (Config.UseFlowSigmas)
            {
                sigmas = SigmaSpacing.Flow(FlowShiftOf(schedule), Config.NumTrainTimesteps, n);
            }
            else
            {
                respaced = false;
            }

            var result = new float[n];
            Sigmas = new float[n + 1];
            for (var i = 0; i < n; i++)
            {
                if (!respaced)
                {
                    sigmas[i] = Noise.SigmaAt(timesteps[i]);
                }
                else if (Config.UseFlowSigmas && !Config.UseLuLambdas && !SigmaSpacing.Respaces(Config))
                {
                    timesteps[i] = sigmas[i] * Config.NumTrainTimesteps;
                }
                else
                {
                    timesteps[i] = Noise.SigmaToTimestep(sigmas[i]);
                    if ((Config.UseKarrasSigmas || Config.UseLuLambdas) && RoundsKarras)
                    {
                        timesteps[i] = Math.Round(timesteps[i]);
                    }
                }

                result[i] = (int)timesteps[i];
                Sigmas[i] = (float)sigmas[i];
            }

            Sigmas[n] = (float)FinalSigma(respaced ? sigmas[n - 1] : (double?)null);
            return result;
        }

        protected override void Allocate()
        {
            _history = new float[Config.SolverOrder + 1][];
            for (var i = 0; i < _history.Length; i++)
            {
                _history[i] = NewBuffer();
            }

            _x0 = Config.Thresholding && KeepsNoise ? NewBuffer() : Array.Empty<float>();
        }

        protected (double Alpha, double Sigma, double Lambda) Level(int step)
        {
            // In float32 like the reference: where sigma is large, its rounding is what the next terms cancel against.
            var sigma = Sigmas[step];
            var alpha = Config.UseFlowSigmas ? 1f - sigma : 1f / MathF.Sqrt((sigma * sigma) + 1f);
            var sigmaT = Config.UseFlowSigmas ? sigma : sigma * alpha;
            return (alpha, sigmaT, (float)Math.Log(alpha) - (float)Math.Log(sigmaT));
        }

        /// <summary>What the solver kept <paramref name="age"/> steps ago; 0 is the current step, after <see cref="Convert"/>.</summary>
        protected float[] Held(int age) => _history[(_newest - age + _history.Length) % _history.Length];

        /// <summary>
        /// Opens the history's next slot and gives the weights with which a fused step fills it. With thresholding the slot is filled here,
        /// and the weights keep it: then the fused step takes <paramref name="source"/> in place of the model's output.
        /// </summary>
        protected (double P, double Q) Convert(int stepIndex, ReadOnlySpan<float> model, ReadOnlySpan<float> sample, out ReadOnlySpan<float> source)
        {
            _newest = (_newest + 1) % _history.Length;
            var slot = Held(0);
            var level = Level(stepIndex);
            if (!KeepsNoise)
            {
                Predicted(slot);
            }

            var (p, q) = KeepsNoise ? NoiseWeights(level) : CleanWeights(level);
            source = model;
            if (!Config.Thresholding)
            {
                return (p, q);
            }

            source = slot;
            var clean = KeepsNoise ? _x0 : slot;
            (p, q) = CleanWeights(level);
            LatentArithmetic.Combine(sample, (float)p, model, (float)q, clean);
            Threshold(clean);
            if (KeepsNoise)
            {
                Predicted(clean);
                LatentArithmetic.Combine(sample, (float)(1 / level.Sigma), clean, (float)(-level.Alpha / level.Sigma), slot);
            }

            return (0, 1);
        }

        protected double FlowShiftOf(in ScheduleRequest schedule)
        {
            if (schedule.Mu is double mu)
            {
                return Config.UseDynamicShifting && Config.TimeShiftType == TimeShiftType.Exponential
                    ? Math.Exp(mu)
                    : throw Unsupported("mu without exponential dynamic shifting", "set use_dynamic_shifting true and time_shift_type exponential");
            }

            return Config.FlowShift;
        }

        /// <summary>One past the last usable timestep where lambda is clipped from below.</summary>
        protected int ClippedEnd()
        {
            var clipped = 0;
            for (var t = Noise.Length - 1; t >= 0; t--)
            {
                var alpha = Noise.AlphasCumprod[t];
                var lambda = MathF.Log(MathF.Sqrt(alpha)) - MathF.Log(MathF.Sqrt(1f - alpha));
                if (lambda >= Config.LambdaMinClipped)
                {
                    break;
                }

                clipped++;
            }

            return Noise.Length - clipped;
        }

        private (double P, double Q) CleanWeights((double Alpha, double Sigma, double Lambda) level)
        {
            return Config.PredictionType switch
            {
                PredictionType.Epsilon => (1 / level.Alpha, -level.Sigma / level.Alpha),
                PredictionType.VPrediction => (level.Alpha, -level.Sigma),
                PredictionType.FlowPrediction => (1, -FlowSigma(level)),
                _ => (0, 1),
            };
        }

        private (double P, double Q) NoiseWeights((double Alpha, double Sigma, double Lambda) level)
        {
            switch (Config.PredictionType)
            {
                case PredictionType.Epsilon:
                    return (0, 1);
                case PredictionType.VPrediction:
                    return (level.Sigma, level.Alpha);
                case PredictionType.FlowPrediction:
                    return ((1 - level.Alpha) / level.Sigma, level.Alpha * FlowSigma(level) / level.Sigma);
                default:
                    return (1 / level.Sigma, -level.Alpha / level.Sigma);
            }
        }

        private double FlowSigma((double Alpha, double Sigma, double Lambda) level) => Config.UseFlowSigmas ? level.Sigma : level.Sigma / level.Alpha;
    }
}

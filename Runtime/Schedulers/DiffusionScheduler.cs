using System;
using System.Collections.Generic;
using DiffusionTextures.Denoising.Guidance;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>What all schedulers share: the timetable's checks, the trajectory's bookkeeping and the buffers.</summary>
    /// <remarks>A step whose index does not follow the last one begins a new trajectory.</remarks>
    internal abstract class DiffusionScheduler : IScheduler
    {
        private float[] _timesteps = Array.Empty<float>();
        private float[] _noise = Array.Empty<float>();
        private float[] _sorted = Array.Empty<float>();
        private float[]? _prediction;
        private int _lastIndex;
        private int _batchSize;

        protected DiffusionScheduler(SchedulerConfig config)
        {
            Config = config;
        }

        public ReadOnlySpan<float> Timesteps => _timesteps;

        public abstract float InitNoiseSigma { get; }

        public virtual int Order => 1;

        public ReadOnlySpan<float> PredOriginalSample => _prediction ?? throw new InvalidOperationException(
            $"{GetType().Name} has no predicted clean latent yet; call Step first (PNDM and the noise-prediction solvers have none).");

        protected SchedulerConfig Config { get; }

        /// <summary>Solver steps of the timetable, as the reference counts them.</summary>
        protected int NumInferenceSteps { get; private set; }

        /// <summary>Elements of a latent.</summary>
        protected int Count { get; private set; }

        /// <summary>Steps made in this trajectory before the current one.</summary>
        protected int StepsDone { get; private set; }

        protected virtual bool AcceptsTimesteps => false;

        protected virtual bool AcceptsSigmas => false;

        public void SetTimesteps(in ScheduleRequest schedule, int elementCount)
        {
            if (elementCount < 1 || schedule.BatchSize < 1 || elementCount % schedule.BatchSize != 0)
            {
                throw new ArgumentException(
                    $"A latent of {elementCount} elements is not {schedule.BatchSize} whole images; give the elements of the batch.", nameof(elementCount));
            }

            CheckCustom(schedule);
            var n = schedule.Timesteps?.Count ?? schedule.NumInferenceSteps;
            if (schedule.Sigmas == null && (n < 1 || n > Config.NumTrainTimesteps))
            {
                throw new ArgumentException(
                    $"{n} steps asked, but the model was trained with {Config.NumTrainTimesteps} timesteps; use 1 to {Config.NumTrainTimesteps}.",
                    nameof(schedule));
            }

            NumInferenceSteps = n;
            Count = elementCount;
            _batchSize = schedule.BatchSize;
            _timesteps = BuildTimesteps(schedule, n);
            _noise = new float[elementCount];
            _sorted = Config.Thresholding ? new float[elementCount / _batchSize] : Array.Empty<float>();
            _prediction = null;
            _lastIndex = int.MaxValue - 1;
            Allocate();
        }

        public virtual void ScaleModelInput(int stepIndex, ReadOnlySpan<float> sample, Span<float> modelInput)
        {
            CheckIndex(stepIndex);
            sample.CopyTo(modelInput);
        }

        public void Step(int stepIndex, ReadOnlySpan<float> modelOutput, Span<float> sample, INoiseSource noise)
        {
            CheckIndex(stepIndex);
            if (modelOutput.Length != Count || sample.Length != Count)
            {
                throw new ArgumentException(
                    $"Step got {modelOutput.Length} model outputs and {sample.Length} sample elements, SetTimesteps was told {Count}.", nameof(sample));
            }

            if (stepIndex != _lastIndex + 1)
            {
                if (stepIndex % Order != 0)
                {
                    throw new ArgumentException(
                        $"{GetType().Name} makes {Order} model calls per step; start at a multiple of {Order}, not at {stepIndex}.", nameof(stepIndex));
                }

                StepsDone = 0;
                BeginTrajectory();
            }
            else
            {
                StepsDone++;
            }

            _lastIndex = stepIndex;
            Advance(stepIndex, modelOutput, sample, noise);
        }

        public abstract void AddNoise(int stepIndex, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> noisy);

        /// <summary>Makes the timetable for <paramref name="n"/> solver steps and returns its timesteps.</summary>
        protected abstract float[] BuildTimesteps(in ScheduleRequest schedule, int n);

        /// <summary>Makes the buffers of <see cref="Count"/> elements.</summary>
        protected abstract void Allocate();

        /// <summary>Forgets what a multistep solver remembers.</summary>
        protected virtual void BeginTrajectory()
        {
        }

        protected abstract void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise);

        /// <summary>The next draw, in a buffer that the draw after it overwrites.</summary>
        protected float[] Draw(INoiseSource source)
        {
            source.NextNormal(_noise);
            return _noise;
        }

        protected float[] DrawBrownian(INoiseSource source, double from, double to)
        {
            source.NextBrownian(from, to, _noise);
            return _noise;
        }

        protected void Predicted(float[] prediction) => _prediction = prediction;

        protected void Threshold(Span<float> x0)
        {
            DynamicThresholding.Apply(x0, _batchSize, Config.DynamicThresholdingRatio, Config.SampleMaxValue, _sorted);
        }

        protected float[] NewBuffer() => new float[Count];

        protected ArgumentException Unsupported(string what, string instead) => new ArgumentException($"{GetType().Name} does not support {what}; {instead}.");

        protected void CheckIndex(int stepIndex)
        {
            if (_timesteps.Length == 0)
            {
                throw new InvalidOperationException("The scheduler has no timetable; call SetTimesteps first.");
            }

            if ((uint)stepIndex >= (uint)_timesteps.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(stepIndex), stepIndex, $"The timetable has {_timesteps.Length} timesteps.");
            }
        }

        private void CheckCustom(in ScheduleRequest schedule)
        {
            if (schedule.Timesteps != null && schedule.Sigmas != null)
            {
                throw new ArgumentException("Custom timesteps and custom sigmas were both given; give one of them.", nameof(schedule));
            }

            if (schedule.Timesteps != null)
            {
                CheckDescending(schedule.Timesteps, "timesteps", AcceptsTimesteps, "DDPM, Euler, Heun, DPMSolverMultistep, DPMSolverSinglestep, LCM or TCD");
                if (schedule.Timesteps[0] > Config.NumTrainTimesteps - 1)
                {
                    throw new ArgumentException(
                        $"The first custom timestep is {schedule.Timesteps[0]}; the model's last is {Config.NumTrainTimesteps - 1}.", nameof(schedule));
                }
            }

            if (schedule.Sigmas != null)
            {
                CheckDescending(schedule.Sigmas, "sigmas", AcceptsSigmas, "Euler or FlowMatchEuler");
            }

            if ((schedule.Timesteps ?? schedule.Sigmas) != null && SigmaSpacing.Respaces(Config) && schedule.Sigmas == null)
            {
                throw new ArgumentException(
                    "Custom timesteps cannot be combined with Karras, exponential or beta sigmas; turn use_karras_sigmas, use_exponential_sigmas and "
                    + "use_beta_sigmas off.",
                    nameof(schedule));
            }
        }

        private void CheckDescending(IReadOnlyList<float> values, string what, bool accepted, string acceptedBy)
        {
            if (!accepted)
            {
                throw Unsupported($"custom {what}", $"use {acceptedBy}");
            }

            if (values.Count == 0)
            {
                throw new ArgumentException($"The list of custom {what} is empty; give at least one value.");
            }

            for (var i = 0; i < values.Count; i++)
            {
                if (!(values[i] >= 0) || float.IsInfinity(values[i]) || (i > 0 && values[i] >= values[i - 1]))
                {
                    throw new ArgumentException($"Custom {what} must descend and not be negative, but number {i} is {values[i]}.");
                }
            }
        }
    }
}

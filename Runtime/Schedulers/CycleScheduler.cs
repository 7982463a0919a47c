using System;
using DiffusionTextures.Denoising.Guidance;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Stochastic DDIM over a pair of latents, of which the first returns to a known picture and the second gets the noise that it needed for that
    /// (CycleDiffusion, arXiv:2210.05559, algorithm 1).</summary>
    /// <remarks>
    /// e          (x_t - sqrt(alpha) x0) / sqrt(1 - alpha), with the known picture x0
    /// x_previous sqrt(previous) x0 + sqrt(1 - previous - sigma^2) e + sigma z: the posterior's sample, the picture itself in the last step
    /// noise      what the source's step must have drawn to reach it, equation 5, drawn by the target's step
    /// </remarks>
    internal sealed class CycleScheduler : IScheduler
    {
        private readonly DdimScheduler _ddim;
        private readonly float[] _clean;
        private readonly float[] _previous;
        private readonly float[] _noise;

        /// <param name="ddim">With eta above 0.</param>
        /// <param name="clean">[1,C,h,w], the picture's latent.</param>
        public CycleScheduler(DdimScheduler ddim, float[] clean)
        {
            _ddim = ddim;
            _clean = clean;
            _previous = new float[clean.Length];
            _noise = new float[clean.Length];
        }

        public ReadOnlySpan<float> Timesteps => _ddim.Timesteps;

        public float InitNoiseSigma => _ddim.InitNoiseSigma;

        public int Order => _ddim.Order;

        /// <summary>The target's.</summary>
        public ReadOnlySpan<float> PredOriginalSample => _ddim.PredOriginalSample;

        /// <param name="schedule">For both latents.</param>
        /// <param name="elementCount">Of both.</param>
        public void SetTimesteps(in ScheduleRequest schedule, int elementCount)
        {
            if (elementCount != 2 * _clean.Length)
            {
                throw new ArgumentException($"A pair of latents has {2 * _clean.Length} elements, {elementCount} were given.", nameof(elementCount));
            }

            _ddim.SetTimesteps(new ScheduleRequest(schedule.NumInferenceSteps) { Timesteps = schedule.Timesteps, Sigmas = schedule.Sigmas }, _clean.Length);
        }

        public void ScaleModelInput(int stepIndex, ReadOnlySpan<float> sample, Span<float> modelInput) => sample.CopyTo(modelInput);

        public void AddNoise(int stepIndex, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> noisy) => _ddim.AddNoise(stepIndex, original, noise, noisy);

        public void Step(int stepIndex, ReadOnlySpan<float> modelOutput, Span<float> sample, INoiseSource noise)
        {
            var count = _clean.Length;
            var source = sample.Slice(0, count);
            var target = sample.Slice(count);
            var (alpha, previous, deviation) = _ddim.Levels(stepIndex);
            if (stepIndex == Timesteps.Length - 1 || Timesteps[stepIndex + 1] <= 0)
            {
                _clean.CopyTo(_previous, 0);
            }
            else
            {
                noise.NextNormal(_noise);
                var direction = Math.Sqrt(Math.Max(0, 1 - previous - (deviation * deviation)) / (1 - alpha));
                LatentArithmetic.Combine(source, (float)direction, _clean, (float)(Math.Sqrt(previous) - (direction * Math.Sqrt(alpha))), _previous);
                LatentArithmetic.Combine(_previous, 1, _noise, (float)deviation, _previous);
            }

            if (deviation > 0)
            {
                CycleNoise.Recover(_ddim, stepIndex, modelOutput.Slice(0, count), source, _previous, _noise);
                _ddim.StepMean(stepIndex, modelOutput.Slice(count), target);
                LatentArithmetic.Combine(target, 1, _noise, (float)deviation, target);
            }
            else
            {
                // A step to a clean latent draws no noise: what the source's step misses its picture by is what the target's needs.
                _ddim.StepMean(stepIndex, modelOutput.Slice(0, count), source);
                LatentArithmetic.Combine(_previous, 1, source, -1, _noise);
                _ddim.StepMean(stepIndex, modelOutput.Slice(count), target);
                LatentArithmetic.Combine(target, 1, _noise, 1, target);
            }

            _previous.CopyTo(source);
        }
    }
}

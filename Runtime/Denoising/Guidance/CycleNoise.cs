using System;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Denoising.Guidance
{
    /// <summary>Recovers the noise that a stochastic DDIM step must have drawn to reach a known latent (CycleDiffusion, arXiv:2210.05559, equation 5).</summary>
    /// <remarks>
    /// mean     the deterministic part of the step, sqrt(previous) x0 + direction eps
    /// noise    (x_previous - mean) / sigma_t
    /// </remarks>
    internal static class CycleNoise
    {
        /// <param name="scheduler">After SetTimesteps, with eta above 0.</param>
        /// <param name="sample">x_t.</param>
        /// <param name="previous">The latent that the step is to reach.</param>
        /// <param name="noise">Overwritten; may not alias the inputs.</param>
        public static void Recover(
            DdimScheduler scheduler,
            int stepIndex,
            ReadOnlySpan<float> model,
            ReadOnlySpan<float> sample,
            ReadOnlySpan<float> previous,
            Span<float> noise)
        {
            var deviation = scheduler.Levels(stepIndex).Deviation;
            if (deviation <= 0)
            {
                throw new ArgumentException("The step draws no noise, so none can be recovered; use eta above 0 and alphas that differ.", nameof(scheduler));
            }

            sample.CopyTo(noise);
            scheduler.StepMean(stepIndex, model, noise);
            LatentArithmetic.Combine(previous, (float)(1 / deviation), noise, (float)(-1 / deviation), noise);
        }
    }
}

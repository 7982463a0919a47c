using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Walks a latent from noise to picture: the contract of the diffusers schedulers, in place and without allocations.</summary>
    /// <remarks>
    /// Use: <see cref="SetTimesteps"/> once per request (allocates), then for every index into <see cref="Timesteps"/>, in order and from
    /// any start index: <see cref="ScaleModelInput"/>, the model, <see cref="Step"/>. Spans are row-major [B,C,h,w] and of equal length.
    /// Starting at index 0, or at a lower index than the last one, begins a new trajectory and forgets multistep history.
    /// Not thread-safe.
    /// </remarks>
    internal interface IScheduler
    {
        /// <summary>Timesteps in the order in which the model is called, in training steps (0 to num_train_timesteps - 1, fractions allowed).</summary>
        ReadOnlySpan<float> Timesteps { get; }

        /// <summary>Factor that turns standard normal noise into the start latent.</summary>
        float InitNoiseSigma { get; }

        /// <summary>Model calls per solver step (diffusers' <c>order</c>): 2 for Heun and KDPM2, else 1. Image-to-image starts at multiples of it.</summary>
        int Order { get; }

        /// <summary>The last step's prediction of the clean latent (diffusers' pred_original_sample). Valid until the next <see cref="Step"/>.</summary>
        /// <exception cref="InvalidOperationException">No step was made yet, or this scheduler does not compute one.</exception>
        ReadOnlySpan<float> PredOriginalSample { get; }

        /// <summary>Makes the schedule and the buffers for <paramref name="schedule"/> and latents of <paramref name="elementCount"/> floats.</summary>
        /// <exception cref="ArgumentException">The schedule does not fit this scheduler or its configuration.</exception>
        void SetTimesteps(in ScheduleRequest schedule, int elementCount);

        /// <summary>Writes the model's input for step <paramref name="stepIndex"/>: a copy of <paramref name="sample"/>, or the sample scaled for sigma-space solvers.</summary>
        void ScaleModelInput(int stepIndex, ReadOnlySpan<float> sample, Span<float> modelInput);

        /// <summary>One step of the solver, in place.</summary>
        /// <param name="stepIndex">Index into <see cref="Timesteps"/>.</param>
        /// <param name="modelOutput">The model's raw output after guidance, of the configured prediction type.</param>
        /// <param name="sample">In: the latent before the step. Out: the latent after it.</param>
        /// <param name="noise">Asked for one draw each time the reference draws.</param>
        void Step(int stepIndex, ReadOnlySpan<float> modelOutput, Span<float> sample, INoiseSource noise);

        /// <summary>The forward process: <paramref name="original"/> at the noise level of step <paramref name="stepIndex"/> (diffusers' add_noise).</summary>
        void AddNoise(int stepIndex, ReadOnlySpan<float> original, ReadOnlySpan<float> noise, Span<float> noisy);
    }
}

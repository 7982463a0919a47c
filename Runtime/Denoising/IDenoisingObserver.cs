using System;

namespace DiffusionTextures.Denoising
{
    /// <summary>Looks into the denoising loop, on the inference thread, between its parts.</summary>
    internal interface IDenoisingObserver
    {
        /// <summary>The loop begins.</summary>
        /// <param name="latents">[N,C,h,w], the start latent at the noise level of the first step.</param>
        void Started(ReadOnlySpan<float> latents);

        /// <summary>The model has run for a step; its rows are in <paramref name="run"/>.</summary>
        void Predicted(int stepIndex, UNetRun run);

        /// <summary>The solver has made a step.</summary>
        /// <param name="stepIndex">Index of the step, from the job's first one.</param>
        /// <param name="latents">[N,C,h,w] after it.</param>
        void Stepped(int stepIndex, ReadOnlySpan<float> latents);
    }
}

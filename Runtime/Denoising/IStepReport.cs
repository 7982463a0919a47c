using System;

namespace DiffusionTextures.Denoising
{
    /// <summary>Makes what a request's progress tells of a denoising step. What it hands out is a copy, so that nobody sees a buffer of the loop.</summary>
    internal interface IStepReport
    {
        /// <param name="step">Steps that are done.</param>
        /// <param name="stepCount">Steps that there are.</param>
        /// <param name="timestep">The step's timestep.</param>
        /// <param name="modelInput">[N,C,h,w] as the U-Net saw it.</param>
        /// <param name="prediction">[N,C,h,w] after guidance.</param>
        /// <param name="latents">[N,C,h,w] after the step.</param>
        GenerationProgress Of(int step, int stepCount, float timestep, ReadOnlySpan<float> modelInput, ReadOnlySpan<float> prediction, ReadOnlySpan<float> latents);
    }
}

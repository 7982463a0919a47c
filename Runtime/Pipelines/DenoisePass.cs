using System;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Denoising;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Pipelines
{
    /// <summary>One walk of the denoising loop: what of the schedule, from which latents, steered by what, keeping what.</summary>
    internal sealed class DenoisePass
    {
        /// <param name="shape">Shape of the latents.</param>
        /// <param name="conditioning">The rows that steer it.</param>
        /// <param name="timetable">The timesteps to walk.</param>
        /// <param name="latents">[N,C,h,w] at the noise level of the first of them; changed in place.</param>
        public DenoisePass(LatentShape shape, TextConditioning conditioning, Timetable timetable, float[] latents)
        {
            Shape = shape;
            Conditioning = conditioning;
            Timetable = timetable;
            Latents = latents;
        }

        public LatentShape Shape { get; }

        public TextConditioning Conditioning { get; }

        public Timetable Timetable { get; }

        public float[] Latents { get; }

        /// <summary>Puts back what a mask protects; null when everything is painted.</summary>
        public MaskBlend? Blend { get; init; }

        /// <summary>Channels that an inpainting or upscaling U-Net takes beside the latent; empty for ordinary ones.</summary>
        public float[] FixedChannels { get; init; } = Array.Empty<float>();

        /// <summary>How the rows become one; null for the request's guidance.</summary>
        public GuidanceSettings? Guidance { get; init; }

        /// <summary>What stochastic schedulers draw from; null for the request's noise.</summary>
        public INoiseSource? Noise { get; init; }

        /// <summary>Whether another pass takes up what this one leaves, so that it is no walk to the final latents.</summary>
        public bool IsPreliminary { get; init; }

        /// <summary>Steps of the same walk that were made before, with another model.</summary>
        public int StepsBefore { get; init; }

        /// <summary>Steps of the same walk that another model makes after.</summary>
        public int StepsAfter { get; init; }

        /// <summary>Injects the first image's attention into the second's.</summary>
        public AttentionInjection Attention { get; init; } = AttentionInjection.None;
    }
}

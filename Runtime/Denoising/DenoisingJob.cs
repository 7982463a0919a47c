using System.Collections.Generic;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Latents;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Denoising
{
    /// <summary>Everything one run of the denoising loop needs. The loop changes <see cref="Latents"/> in place.</summary>
    internal sealed class DenoisingJob
    {
        public DenoisingJob(LatentShape shape, float[] latents, TextConditioning conditioning, IScheduler scheduler, INoiseSource noise)
        {
            Shape = shape;
            Latents = latents;
            Conditioning = conditioning;
            Scheduler = scheduler;
            Noise = noise;
        }

        public LatentShape Shape { get; }

        /// <summary>[N,C,h,w]. In: the start latent at the noise level of the first step. Out: the final latent.</summary>
        public float[] Latents { get; }

        public TextConditioning Conditioning { get; }

        /// <summary>Its timetable is set.</summary>
        public IScheduler Scheduler { get; }

        /// <summary>Asked by stochastic schedulers.</summary>
        public INoiseSource Noise { get; }

        /// <summary>How the rows' predictions become one.</summary>
        public GuidanceSettings Guidance { get; init; } = new GuidanceSettings();

        /// <summary>Index of the first timestep to run; above 0 when the start latent is a noised picture.</summary>
        public int BeginIndex { get; init; }

        /// <summary>One past the last timestep to run; less than their number when another pass goes on.</summary>
        public int EndIndex { get; init; }

        /// <summary>Steps of the same walk that were made before this job, with another model.</summary>
        public int StepsBefore { get; init; }

        /// <summary>Steps of the same walk that are made after this job, with another model.</summary>
        public int StepsAfter { get; init; }

        /// <summary>Puts back what a mask protects; null when everything is painted.</summary>
        public MaskBlend? Blend { get; init; }

        /// <summary>Channels that an inpainting U-Net takes beside the latent, [InChannels - C,h,w]: mask and masked picture; empty for ordinary ones.</summary>
        public float[] FixedChannels { get; init; } = System.Array.Empty<float>();

        /// <summary>Sets the inputs of the attention-control edit.</summary>
        public AttentionInjection Attention { get; init; } = AttentionInjection.None;

        /// <summary>The generator's ControlNets, or null when it has none.</summary>
        public ControlNetSet? ControlNets { get; init; }

        /// <summary>What each ControlNet is given, in their order; fewer leave the last ones out.</summary>
        public IReadOnlyList<ControlNetInput> ControlNetInputs { get; init; } = System.Array.Empty<ControlNetInput>();

        /// <summary>Weights of the LoRAs that the U-Net was loaded with.</summary>
        public float[] LoraScales { get; init; } = System.Array.Empty<float>();

        /// <summary>Words whose attention is added up; empty when nobody asks.</summary>
        public WordAttention[] Words { get; init; } = System.Array.Empty<WordAttention>();

        /// <summary>Keeps an edit where its word acts; null lets it reach everywhere.</summary>
        public LocalBlend? LocalBlend { get; init; }

        /// <summary>Makes what the progress tells of each step beside its number; null for nothing.</summary>
        public IStepReport? Reports { get; init; }

        /// <summary>Told of every step; null for nobody.</summary>
        public IDenoisingObserver? Observer { get; init; }
    }
}

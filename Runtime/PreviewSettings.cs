using System;

namespace DiffusionTextures
{
    /// <summary>What a request tells of itself after its denoising steps, through its <see cref="IProgress{T}"/>.</summary>
    public sealed record PreviewSettings
    {
        /// <summary>How <see cref="GenerationProgress.Preview"/> is made.</summary>
        public PreviewKind Kind { get; init; } = PreviewKind.Projection;

        /// <summary>Every how many steps, at least 1. The last step is always told of.</summary>
        public int EverySteps { get; init; } = 1;

        /// <summary>Whether <see cref="GenerationProgress.Latents"/> is filled.</summary>
        public bool Latents { get; init; }

        /// <summary>Whether <see cref="GenerationProgress.NoisePrediction"/> is filled.</summary>
        public bool NoisePrediction { get; init; }

        /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
        internal void Validate()
        {
            if (EverySteps < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.Preview), EverySteps, "Previews come every 1 step or more.");
            }

            if (Kind < PreviewKind.None || Kind > PreviewKind.Vae)
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.Preview), Kind, $"A preview is {PreviewKind.None}, {PreviewKind.Projection}, {PreviewKind.Decoder} or {PreviewKind.Vae}.");
            }
        }
    }

    /// <summary>How the picture of a denoising step is made. All show what the step expects the finished picture to be, without its noise.</summary>
    public enum PreviewKind
    {
        /// <summary>No picture.</summary>
        None,

        /// <summary>One colour per latent cell, linear in the latent: coarse and all but free. Fitted to the model's own decoder by its first preview.</summary>
        Projection,

        /// <summary>The small decoder of <see cref="TextureGeneratorOptions.PreviewDecoderFolder"/>, full size.</summary>
        Decoder,

        /// <summary>The model's own decoder, full size: exact, and as slow as decoding is.</summary>
        Vae,
    }
}

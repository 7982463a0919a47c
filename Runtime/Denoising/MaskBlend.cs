using System;
using DiffusionTextures.Latents;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Denoising
{
    /// <summary>
    /// Inpainting with an ordinary U-Net: after every step what is outside of the mask is put back, noised to the level that the step ended at
    /// (Avrahami et al. 2022, blended latent diffusion).
    /// </summary>
    internal sealed class MaskBlend
    {
        private readonly float[] _mask;
        private readonly float[] _picture;
        private readonly float[] _noise;
        private readonly float[] _noised;

        /// <param name="mask">[h,w], 1 where the loop may paint.</param>
        /// <param name="picture">[1,C,h,w], the clean latent of the picture.</param>
        /// <param name="noise">[1,C,h,w], the loop's start noise.</param>
        public MaskBlend(float[] mask, float[] picture, float[] noise)
        {
            _mask = mask;
            _picture = picture;
            _noise = noise;
            _noised = new float[picture.Length];
        }

        /// <summary>latents = (1 - m) q + m latents, where q is the picture at the noise level of the next step, clean after the last.</summary>
        public void Apply(IScheduler scheduler, int stepIndex, Span<float> latents)
        {
            ReadOnlySpan<float> kept = _picture;
            if (stepIndex + 1 < scheduler.Timesteps.Length)
            {
                scheduler.AddNoise(stepIndex + 1, _picture, _noise, _noised);
                kept = _noised;
            }

            for (var i = 0; i < latents.Length; i++)
            {
                var mask = _mask[i % _mask.Length];
                latents[i] = (1 - mask) * kept[i] + mask * latents[i];
            }
        }
    }
}

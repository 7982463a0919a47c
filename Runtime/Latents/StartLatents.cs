using System;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Latents
{
    /// <summary>Where the denoising loop begins: pure noise, or a picture's latent at the noise level of a later step (SDEdit, Meng et al. 2021).</summary>
    internal static class StartLatents
    {
        /// <summary>Noise scaled for the scheduler.</summary>
        /// <param name="noise">[N,C,h,w] standard normal.</param>
        /// <param name="scheduler">After SetTimesteps.</param>
        public static float[] FromNoise(float[] noise, IScheduler scheduler)
        {
            var latents = new float[noise.Length];
            for (var i = 0; i < latents.Length; i++)
            {
                latents[i] = noise[i] * scheduler.InitNoiseSigma;
            }

            return latents;
        }

        /// <summary>A clean latent at the noise level of a step.</summary>
        /// <param name="picture">[N,C,h,w].</param>
        /// <param name="noise">[N,C,h,w] standard normal.</param>
        /// <param name="scheduler">After SetTimesteps.</param>
        /// <param name="stepIndex">The step that will be the first.</param>
        public static float[] FromPicture(float[] picture, float[] noise, IScheduler scheduler, int stepIndex)
        {
            var latents = new float[picture.Length];
            scheduler.AddNoise(stepIndex, picture, noise, latents);
            return latents;
        }

        /// <summary>The same latent for every image of a batch.</summary>
        public static float[] Repeat(float[] latents, int images)
        {
            var repeated = new float[latents.Length * images];
            for (var i = 0; i < images; i++)
            {
                latents.CopyTo(repeated, i * latents.Length);
            }

            return repeated;
        }
    }
}

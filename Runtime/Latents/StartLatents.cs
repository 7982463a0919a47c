using System;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Latents
{
    /// <summary>Where the denoising loop begins: pure noise, or a picture's latent at the noise level of a later step (SDEdit, Meng et al. 2021).</summary>
    internal sealed class StartLatents
    {
        private StartLatents(float[] latents, int beginIndex, float[] noise)
        {
            Latents = latents;
            BeginIndex = beginIndex;
            Noise = noise;
        }

        /// <summary>[N,C,h,w] at the noise level of step <see cref="BeginIndex"/>.</summary>
        public float[] Latents { get; }

        /// <summary>Index of the first timestep to run.</summary>
        public int BeginIndex { get; }

        /// <summary>The standard normal noise that went in.</summary>
        public float[] Noise { get; }

        /// <summary>Noise scaled for the scheduler.</summary>
        public static StartLatents FromNoise(float[] noise, IScheduler scheduler)
        {
            var latents = new float[noise.Length];
            for (var i = 0; i < latents.Length; i++)
            {
                latents[i] = noise[i] * scheduler.InitNoiseSigma;
            }

            return new StartLatents(latents, 0, noise);
        }

        /// <summary>A clean latent noised to the level at which <paramref name="strength"/> of the steps remain.</summary>
        /// <exception cref="ArgumentOutOfRangeException">So little strength leaves no step to run.</exception>
        public static StartLatents FromPicture(float[] picture, float[] noise, float strength, int numInferenceSteps, IScheduler scheduler)
        {
            // By way of decimal, so that 10 steps at 0.7f are 7 as in the reference, not 6.99.
            var remaining = Math.Min((int)(numInferenceSteps * (double)(decimal)strength), numInferenceSteps);
            if (remaining == 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(TextureRequest.Strength), strength, $"With {numInferenceSteps} steps this strength runs none. Use at least {1.0 / numInferenceSteps:0.###}.");
            }

            var beginIndex = (numInferenceSteps - remaining) * scheduler.Order;
            var latents = new float[picture.Length];
            scheduler.AddNoise(beginIndex, picture, noise, latents);
            return new StartLatents(latents, beginIndex, noise);
        }
    }
}

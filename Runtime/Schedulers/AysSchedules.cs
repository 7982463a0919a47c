using System.Collections.Generic;

namespace DiffusionTextures
{
    /// <summary>
    /// Ten-step timetables optimised per model family (Sabour et al. 2024, Align Your Steps), for <see cref="TextureRequest.Timesteps"/> and
    /// <see cref="TextureRequest.Sigmas"/>. With DPM++ 2M they give at 10 steps about what evenly spaced ones give at 20.
    /// </summary>
    public static class AysSchedules
    {
        /// <summary>Stable Diffusion 1, timesteps.</summary>
        public static IReadOnlyList<float> StableDiffusionTimesteps { get; } = new float[] { 999, 850, 736, 645, 545, 455, 343, 233, 124, 24 };

        /// <summary>Stable Diffusion 1, sigmas.</summary>
        public static IReadOnlyList<float> StableDiffusionSigmas { get; } =
            new[] { 14.615f, 6.475f, 3.861f, 2.697f, 1.886f, 1.396f, 0.963f, 0.652f, 0.399f, 0.152f, 0f };

        /// <summary>Stable Diffusion XL, timesteps.</summary>
        public static IReadOnlyList<float> StableDiffusionXLTimesteps { get; } = new float[] { 999, 845, 730, 587, 443, 310, 193, 116, 53, 13 };

        /// <summary>Stable Diffusion XL, sigmas.</summary>
        public static IReadOnlyList<float> StableDiffusionXLSigmas { get; } =
            new[] { 14.615f, 6.315f, 3.771f, 2.181f, 1.342f, 0.862f, 0.555f, 0.380f, 0.234f, 0.113f, 0f };
    }
}

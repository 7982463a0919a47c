using System;

namespace DiffusionTextures.Latents
{
    /// <summary>Standard normal draws for one generate call, in the order in which the pipeline asks for them.</summary>
    /// <remarks>
    /// A draw covers the whole batch, [B,C,h,w] row-major; each image has a generator of its own, so that image i of a batch equals the
    /// single image with seed + i. Not thread-safe: one per request, used on the inference thread.
    /// </remarks>
    internal interface INoiseSource
    {
        /// <summary>Fills <paramref name="destination"/> with the next draw of independent standard normals.</summary>
        void NextNormal(Span<float> destination);

        /// <summary>
        /// Fills <paramref name="destination"/> with the normalised increment of one Brownian path between two times, for the SDE solvers:
        /// (W(to) - W(from)) / sqrt(|to - from|). The path depends on the seed only, not on the number of steps.
        /// </summary>
        /// <param name="from">Time (a sigma) at which the step starts.</param>
        /// <param name="to">Time at which it ends; must differ from <paramref name="from"/>.</param>
        /// <param name="destination">[B,C,h,w], overwritten.</param>
        void NextBrownian(double from, double to, Span<float> destination);
    }
}

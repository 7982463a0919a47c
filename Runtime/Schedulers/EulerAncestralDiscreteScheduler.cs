using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Euler's method with ancestral noise (k-diffusion's sample_euler_ancestral; arXiv:2011.13456, section 3).</summary>
    /// <remarks>
    /// up, down   sigma_up of fresh noise, sigma_down of the deterministic step
    /// sample     x + d (down - sigma) + up z
    /// </remarks>
    internal sealed class EulerAncestralDiscreteScheduler : SigmaSpaceScheduler
    {
        private float[] _x0 = Array.Empty<float>();

        public EulerAncestralDiscreteScheduler(SchedulerConfig config)
            : base(config)
        {
        }

        protected override void Allocate()
        {
            _x0 = NewBuffer();
        }

        protected override void Advance(int stepIndex, ReadOnlySpan<float> model, Span<float> sample, INoiseSource noise)
        {
            double sigma = Sigmas[stepIndex];
            var (up, down) = AncestralStep(sigma, Sigmas[stepIndex + 1]);
            Predicted(_x0);
            LatentArithmetic.Step(sample, model, _x0, DerivativeWeights(sigma, down - sigma), Draw(noise), up);
        }
    }
}

namespace DiffusionTextures
{
    /// <summary>How the noise variances beta grow over the training steps (diffusers beta_schedule).</summary>
    public enum BetaSchedule
    {
        /// <summary>Evenly spaced betas (DDPM). Key: <c>linear</c>.</summary>
        Linear,

        /// <summary>Evenly spaced square roots of the betas (Stable Diffusion). Key: <c>scaled_linear</c>.</summary>
        ScaledLinear,

        /// <summary>The cosine schedule, betas capped at 0.999. Key: <c>squaredcos_cap_v2</c>.</summary>
        SquaredcosCapV2,

        /// <summary>alpha_bar(t) = exp(-12 t). Key: <c>exp</c>.</summary>
        Exp,

        /// <summary>Betas on a sigmoid (GeoDiff). Key: <c>sigmoid</c>.</summary>
        Sigmoid,

        /// <summary>Laplace-distributed log signal-to-noise ratios. Key: <c>laplace</c>.</summary>
        Laplace,
    }
}

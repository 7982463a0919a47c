namespace DiffusionTextures
{
    /// <summary>The variance that DDPM adds per step (diffusers variance_type).</summary>
    public enum VarianceType
    {
        /// <summary>The posterior variance. Key: <c>fixed_small</c>.</summary>
        FixedSmall,

        /// <summary>The posterior variance by way of its logarithm. Key: <c>fixed_small_log</c>.</summary>
        FixedSmallLog,

        /// <summary>Beta itself. Key: <c>fixed_large</c>.</summary>
        FixedLarge,

        /// <summary>The logarithm of beta, as the reference has it. Key: <c>fixed_large_log</c>.</summary>
        FixedLargeLog,

        /// <summary>Predicted by the model. Key: <c>learned</c>.</summary>
        Learned,

        /// <summary>Interpolated by the model. Key: <c>learned_range</c>.</summary>
        LearnedRange,
    }
}

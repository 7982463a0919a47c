namespace DiffusionTextures
{
    /// <summary>The sigma that the last step goes to.</summary>
    public enum FinalSigmasType
    {
        /// <summary>Zero: the clean latent. Key: <c>zero</c>.</summary>
        Zero,

        /// <summary>The smallest sigma of training. Key: <c>sigma_min</c>.</summary>
        SigmaMin,
    }
}

namespace DiffusionTextures
{
    /// <summary>How Euler interpolates its sigmas (diffusers interpolation_type).</summary>
    public enum InterpolationType
    {
        /// <summary>Linear in sigma. Key: <c>linear</c>.</summary>
        Linear,

        /// <summary>Linear in log sigma. Key: <c>log_linear</c>.</summary>
        LogLinear,
    }
}

namespace DiffusionTextures
{
    /// <summary>How latents are enlarged, as torch's interpolate does it with half-texel centres.</summary>
    public enum LatentUpscale
    {
        /// <summary>The nearest cell.</summary>
        Nearest,

        /// <summary>Linear in both directions.</summary>
        Bilinear,

        /// <summary>Cubic convolution with a = -0.75.</summary>
        Bicubic,

        /// <summary>Cubic convolution with a = -0.5, torch's antialiased variant.</summary>
        BicubicAntialiased,
    }
}

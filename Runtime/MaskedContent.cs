namespace DiffusionTextures
{
    /// <summary>What lies under a mask when the repainting does not begin with pure noise, which is when the strength is below 1.</summary>
    public enum MaskedContent
    {
        /// <summary>The picture itself.</summary>
        Original,

        /// <summary>The colours around the mask, continued smoothly.</summary>
        Fill,

        /// <summary>Noise in place of the picture's latent.</summary>
        LatentNoise,

        /// <summary>A latent of zeros.</summary>
        LatentNothing,
    }
}

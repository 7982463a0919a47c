namespace DiffusionTextures
{
    /// <summary>
    /// A larger picture in two passes: the first at the request's size, where the model composes well, the second over its enlarged latent, which adds detail
    /// (AUTOMATIC1111's hires fix). The texture is <see cref="Scale"/> times as large as the request says.
    /// </summary>
    public sealed record HiresFix
    {
        /// <summary>Factor on both sides, above 1 to 8, rounded to sizes that the model makes.</summary>
        public float Scale { get; init; } = 2;

        /// <summary>Share of the second schedule that is run, above 0 to 1: how much may change.</summary>
        public float Strength { get; init; } = 0.7f;

        /// <summary>Steps of the second schedule. Null: as many as in the first.</summary>
        public int? NumInferenceSteps { get; init; }

        /// <summary>How the latent is enlarged.</summary>
        public LatentUpscale Upscale { get; init; } = LatentUpscale.Bilinear;
    }
}

namespace DiffusionTextures
{
    /// <summary>What SDXL is told about the pictures it imitates (Podell et al. 2023, section 2.2). Sizes in pixels; null is the size of the texture.</summary>
    public sealed record MicroConditioning
    {
        /// <summary>Height of the imagined original. Small values give blurred, large values detailed pictures.</summary>
        public int? OriginalHeight { get; init; }

        /// <summary>Width of the imagined original.</summary>
        public int? OriginalWidth { get; init; }

        /// <summary>Pixels cropped off the top.</summary>
        public int CropTop { get; init; }

        /// <summary>Pixels cropped off the left.</summary>
        public int CropLeft { get; init; }

        /// <summary>Height that the picture was scaled to.</summary>
        public int? TargetHeight { get; init; }

        /// <summary>Width that the picture was scaled to.</summary>
        public int? TargetWidth { get; init; }

        /// <summary>Score of beauty, 1 to 10, that the refiner is told instead of the target size. Null: 6, and 2.5 for the negative prompt.</summary>
        public float? AestheticScore { get; init; }
    }
}

namespace DiffusionTextures.Denoising
{
    /// <summary>How the rows' predictions become one.</summary>
    internal sealed class GuidanceSettings
    {
        /// <summary>g of classifier-free guidance.</summary>
        public float Scale { get; init; } = 1;

        /// <summary>g of the first image of several, the one that the others are edited from; null for <see cref="Scale"/>.</summary>
        public float? SourceScale { get; init; }

        /// <summary>phi of guidance rescale, 0 for none.</summary>
        public float Rescale { get; init; }

        /// <summary>Fraction of the steps at which guidance begins.</summary>
        public float Start { get; init; }

        /// <summary>Fraction of the steps at which guidance ends.</summary>
        public float End { get; init; } = 1;

        /// <summary>The scale in force in a step: 1, which is no guidance, outside of the interval.</summary>
        public float ScaleAt(int step, int stepCount, int image)
        {
            var begin = (double)step / stepCount;
            return begin >= Start && (begin < End || End >= 1) ? image == 0 ? SourceScale ?? Scale : Scale : 1;
        }
    }
}

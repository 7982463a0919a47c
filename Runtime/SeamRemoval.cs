namespace DiffusionTextures
{
    /// <summary>
    /// Makes a picture tileable: it is moved by half of its sides, so that its borders meet in a cross in the middle; a band around the cross is repainted and brought to the
    /// brightness of its surroundings; and it is moved back. Texels outside of the band keep their bytes.
    /// </summary>
    public sealed record SeamRemoval
    {
        /// <summary>Axes on which the picture is to continue at the opposite border.</summary>
        public TileAxes Axes { get; init; } = TileAxes.XY;

        /// <summary>Share of each side that is repainted, above 0 to 1, in whole latent cells and at least two: 0.2 leaves 64 % of the texels untouched.</summary>
        public float Band { get; init; } = 0.2f;
    }
}

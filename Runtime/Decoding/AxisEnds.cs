namespace DiffusionTextures.Decoding
{
    /// <summary>What lies beyond the ends of a tiled axis.</summary>
    internal enum AxisEnds
    {
        /// <summary>Nothing: the first and the last tile end where the picture ends.</summary>
        Open,

        /// <summary>The other end, and the model does not know: even a single tile has to reach around.</summary>
        Joined,

        /// <summary>The other end, and the model wraps around by itself: one tile that holds the whole axis needs no overlap.</summary>
        JoinedByModel,
    }
}

namespace DiffusionTextures
{
    /// <summary>How much time a BC7 block is worth.</summary>
    public enum BlockQuality
    {
        /// <summary>BC7 mode 6 with one round of least squares, and mode 1 for the few opaque blocks that it meets badly.</summary>
        Fast,

        /// <summary>BC7 mode 6 and, for opaque blocks that it does not fit exactly, the four most promising partitions of mode 1.</summary>
        Good,
    }
}

using System;
using DiffusionTextures.Models;

namespace DiffusionTextures
{
    /// <summary>How the VAE works on a large picture: in overlapping tiles whose seams are blended, so that its memory depends on the tile and not on the picture.</summary>
    /// <remarks>
    /// The decoder's group norms take the statistics of a sample of the whole picture in every tile, by an edit of the graph; its attention and the encoder see only their own
    /// tile, so that large tiles come closest to the whole: a tile of 64 cells is about as far from it as the eye can tell. Where the decoder wraps around (<see cref="ModelEdits.Tiling"/>, the pocket model), the tiles go around as well and the picture stays tileable.
    /// </remarks>
    public sealed record VaeTiling
    {
        private const int SmallestTile = 8;
        private const int LargestTile = 4096;
        private const long LargestWhole = 1L << 31;

        /// <summary>The whole picture at once.</summary>
        public static VaeTiling Off { get; } = new VaeTiling { IsEnabled = false };

        /// <summary>Whether pictures larger than a tile are cut.</summary>
        public bool IsEnabled { get; init; } = true;

        /// <summary>Side of a tile in latent cells (8 texels each for Stable Diffusion), 8 to 4096.</summary>
        public int TileSize { get; init; } = 64;

        /// <summary>
        /// Latent cells that neighbours have in common at least, 0 to half a tile. The outer quarter at either end is thrown away, because there a tile does not see what
        /// lies beyond; the half between is blended.
        /// </summary>
        public int Overlap { get; init; } = 16;

        /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
        internal void Validate()
        {
            if (TileSize < SmallestTile || TileSize > LargestTile)
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.VaeTiling), TileSize, $"A tile has {SmallestTile} to {LargestTile} latent cells; 64 is usual.");
            }

            if (Overlap < 0 || Overlap > TileSize / 2)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(TextureRequest.VaeTiling), Overlap, $"The overlap must be 0 to half a tile, here {TileSize / 2} cells; a quarter of a tile is usual.");
            }
        }

        /// <summary>What a request without a wish gets: tiles where the decoder's largest activation would exceed 2 GiB, 1448 x 1448 texels with Stable Diffusion's VAE.</summary>
        internal static VaeTiling For(VaeConfig config, int width, int height)
        {
            return (long)width * height * config.FullSizeChannels * sizeof(float) > LargestWhole ? new VaeTiling() : Off;
        }
    }
}

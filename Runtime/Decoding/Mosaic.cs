using System;

namespace DiffusionTextures.Decoding
{
    /// <summary>A sample of a large latent, of the size of a tile: patches from all over, beside each other. Its statistics are near the whole's.</summary>
    /// <remarks>Patches, because every other cell, or means of cells, have other neighbours than the cells of the whole, and a convolution sees that first.</remarks>
    internal static class Mosaic
    {
        private const int PatchSide = 16;

        /// <summary>Fills a mosaic.</summary>
        /// <param name="planes">[C,H,W], no smaller than the mosaic.</param>
        /// <param name="height">Cells of the whole from top to bottom.</param>
        /// <param name="width">Cells of the whole from left to right.</param>
        /// <param name="grid">Whose tiles have the mosaic's size.</param>
        /// <param name="mosaic">[C,h,w] of a tile.</param>
        public static void Of(ReadOnlySpan<float> planes, int height, int width, TileGrid grid, Span<float> mosaic)
        {
            var rows = Places(grid.Height, height);
            var columns = Places(grid.Width, width);
            for (var line = 0; line < mosaic.Length / columns.Length; line++)
            {
                var source = planes.Slice(((line / rows.Length * height) + rows[line % rows.Length]) * width, width);
                var target = mosaic.Slice(line * columns.Length, columns.Length);
                for (var x = 0; x < columns.Length; x++)
                {
                    target[x] = source[columns[x]];
                }
            }
        }

        /// <summary>For every cell of the mosaic's axis the cell of the whole's; patches lie in the middles of equal parts.</summary>
        private static int[] Places(int side, int length)
        {
            var count = Math.Max(1, side / PatchSide);
            var places = new int[side];
            for (var patch = 0; patch < count; patch++)
            {
                int first = patch * side / count, end = (patch + 1) * side / count;
                var start = (((2 * patch) + 1) * length / count / 2) - ((end - first) / 2);
                start = Math.Max(0, Math.Min(length - (end - first), start));
                for (var i = first; i < end; i++)
                {
                    places[i] = i + start - first;
                }
            }

            return places;
        }
    }
}

using System;
using System.Collections.Generic;

namespace DiffusionTextures.Denoising
{
    /// <summary>A word's attention as a picture: the mean over all layers, scaled to the picture's size, white where it is strongest.</summary>
    internal static class AttentionPicture
    {
        /// <param name="levels">The word's attention at each resolution.</param>
        /// <param name="layers">Number of layers of each resolution, by halvings of the latent.</param>
        /// <param name="width">In texels.</param>
        /// <param name="height">In texels.</param>
        /// <param name="tiling">Axes on which the picture continues at the opposite border.</param>
        /// <returns>In <see cref="PixelFormat.R8"/>; black where the word has no attention at all.</returns>
        public static TextureImage Make(IReadOnlyList<WordAttentionLevel> levels, IReadOnlyDictionary<int, int> layers, int width, int height, TileAxes tiling)
        {
            var sum = new float[width * height];
            foreach (var level in levels)
            {
                AddScaled(level, layers[level.Level], sum, width, height, tiling);
            }

            var most = 0f;
            foreach (var value in sum)
            {
                most = Math.Max(most, value);
            }

            var image = new TextureImage(width, height, PixelFormat.R8);
            var pixels = image.Pixels.Span;
            for (var i = 0; i < sum.Length && most > 0; i++)
            {
                pixels[i] = (byte)(Math.Max(0, sum[i]) / most * 255 + 0.5f);
            }

            return image;
        }

        /// <summary>Bilinear with texel centres at halves; beyond the border the picture continues or its last texel is repeated.</summary>
        private static void AddScaled(WordAttentionLevel level, float weight, float[] sum, int width, int height, TileAxes tiling)
        {
            var columns = Places(level.Width, width, (tiling & TileAxes.X) != 0);
            var rows = Places(level.Height, height, (tiling & TileAxes.Y) != 0);
            for (var y = 0; y < height; y++)
            {
                var (top, bottom, down) = rows[y];
                for (var x = 0; x < width; x++)
                {
                    var (left, right, across) = columns[x];
                    var upper = (1 - across) * level.Sum[top * level.Width + left] + across * level.Sum[top * level.Width + right];
                    var lower = (1 - across) * level.Sum[bottom * level.Width + left] + across * level.Sum[bottom * level.Width + right];
                    sum[y * width + x] += weight * ((1 - down) * upper + down * lower);
                }
            }
        }

        /// <summary>For each place of the large side the two places of the small one around it and the share of the second.</summary>
        private static (int First, int Second, float Share)[] Places(int small, int large, bool wraps)
        {
            var places = new (int, int, float)[large];
            for (var i = 0; i < large; i++)
            {
                var at = (i + 0.5f) * small / large - 0.5f;
                var first = (int)Math.Floor(at);
                places[i] = wraps
                    ? ((first + small) % small, (first + 1) % small, at - first)
                    : (Math.Max(0, first), Math.Min(small - 1, first + 1), at - first);
            }

            return places;
        }
    }
}

using System;
using System.Numerics;
using System.Threading.Tasks;

namespace DiffusionTextures.Textures
{
    /// <summary>
    /// Mip levels down to 1x1. Level 0 is the picture itself; every other is filtered in linear floats from the unrounded level above, so
    /// that rounding happens once. The result does not depend on the number of threads.
    /// </summary>
    internal static class MipChain
    {
        private const int ParallelFrom = 1 << 14;

        /// <summary>Levels of a picture with these sides.</summary>
        public static int LevelCount(int width, int height)
        {
            var count = 1;
            for (var side = Math.Max(width, height); side > 1; side >>= 1)
            {
                count++;
            }

            return count;
        }

        /// <summary>All levels, the largest first. Level 0 shares the memory of <paramref name="image"/>.</summary>
        /// <param name="image">The picture.</param>
        /// <param name="settings">Kernel, edges, and what the texels mean.</param>
        /// <param name="maxThreads">At most this many; -1 for all.</param>
        public static TextureImage[] Build(TextureImage image, MipSettings settings, int maxThreads = -1)
        {
            var levels = new TextureImage[LevelCount(image.Width, image.Height)];
            levels[0] = image;
            var current = new Vector4[image.Width * image.Height];
            ForRows(image.Height, image.Width, maxThreads, y => TexelCodec.DecodeRow(image, y, settings, current.AsSpan(y * image.Width, image.Width)));
            for (var i = 1; i < levels.Length; i++)
            {
                var above = levels[i - 1];
                var level = new TextureImage(Math.Max(1, above.Width / 2), Math.Max(1, above.Height / 2), image.Format);
                current = Halve(current, above.Width, above.Height, level.Width, level.Height, settings, maxThreads);
                var texels = current;
                ForRows(level.Height, level.Width, maxThreads, y => TexelCodec.EncodeRow(texels.AsSpan(y * level.Width, level.Width), level, y, settings));
                levels[i] = level;
            }

            return levels;
        }

        private static Vector4[] Halve(Vector4[] source, int width, int height, int newWidth, int newHeight, MipSettings settings, int maxThreads)
        {
            var across = new MipKernel(width, newWidth, settings.Filter, settings.Edge);
            var down = new MipKernel(height, newHeight, settings.Filter, settings.Edge);
            var narrow = new Vector4[newWidth * height];
            ForRows(height, width, maxThreads, y => FilterAcross(source.AsSpan(y * width, width), across, narrow.AsSpan(y * newWidth, newWidth)));
            var result = new Vector4[newWidth * newHeight];
            ForRows(newHeight, newWidth, maxThreads, y => FilterDown(narrow, newWidth, down, y, result.AsSpan(y * newWidth, newWidth)));
            return result;
        }

        private static void FilterAcross(ReadOnlySpan<Vector4> row, MipKernel kernel, Span<Vector4> output)
        {
            for (var x = 0; x < output.Length; x++)
            {
                var indices = kernel.Indices(x);
                var weights = kernel.Weights(x);
                var sum = Vector4.Zero;
                for (var tap = 0; tap < indices.Length; tap++)
                {
                    sum += row[indices[tap]] * weights[tap];
                }

                output[x] = sum;
            }
        }

        private static void FilterDown(Vector4[] source, int width, MipKernel kernel, int y, Span<Vector4> output)
        {
            var indices = kernel.Indices(y);
            var weights = kernel.Weights(y);
            output.Clear();
            for (var tap = 0; tap < indices.Length; tap++)
            {
                var weight = weights[tap];
                if (weight == 0)
                {
                    continue;
                }

                var row = source.AsSpan(indices[tap] * width, width);
                for (var x = 0; x < output.Length; x++)
                {
                    output[x] += row[x] * weight;
                }
            }
        }

        private static void ForRows(int rows, int width, int maxThreads, Action<int> body)
        {
            if ((long)rows * width >= ParallelFrom)
            {
                Parallel.For(0, rows, new ParallelOptions { MaxDegreeOfParallelism = maxThreads }, body);
                return;
            }

            for (var y = 0; y < rows; y++)
            {
                body(y);
            }
        }
    }
}

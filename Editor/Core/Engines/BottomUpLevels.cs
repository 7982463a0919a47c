using System;
using DiffusionTextures.Textures;

namespace DiffusionTextures.Authoring
{
    /// <summary>The mip levels of a texture as Unity stores them: rows from bottom to top.</summary>
    internal static class BottomUpLevels
    {
        /// <summary>The texels of every level, the largest first.</summary>
        /// <param name="image">The picture, rows from top to bottom.</param>
        /// <param name="isNormalMap">Whether texels are unit vectors.</param>
        /// <param name="withMips">Whether there is more than the first level.</param>
        public static byte[][] Of(TextureImage image, bool isNormalMap, bool withMips)
        {
            var levels = withMips ? MipChain.Build(image, new MipSettings { IsNormalMap = isNormalMap }) : new[] { image };
            var turned = new byte[levels.Length][];
            for (var i = 0; i < levels.Length; i++)
            {
                turned[i] = Turn(levels[i]);
            }

            return turned;
        }

        private static byte[] Turn(TextureImage level)
        {
            var source = level.Pixels.Span;
            var turned = new byte[source.Length];
            var row = source.Length / level.Height;
            for (var y = 0; y < level.Height; y++)
            {
                source.Slice(y * row, row).CopyTo(turned.AsSpan((level.Height - 1 - y) * row, row));
            }

            return turned;
        }
    }
}

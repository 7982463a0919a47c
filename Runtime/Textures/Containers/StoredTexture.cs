using System;
using System.Collections.Generic;
using DiffusionTextures.Textures.Compression;

namespace DiffusionTextures.Textures.Containers
{
    /// <summary>A texture as files hold it: an encoding and its mip levels, the largest first. Owns its bytes.</summary>
    internal sealed class StoredTexture
    {
        /// <exception cref="ArgumentException">A level does not have the bytes that its size and encoding ask for, or there are too many.</exception>
        public StoredTexture(int width, int height, TextureEncoding encoding, IReadOnlyList<byte[]> levels)
        {
            if (width < 1 || height < 1 || width > TextureImage.MaxSize || height > TextureImage.MaxSize)
            {
                throw new ArgumentException($"A texture's sides are 1 to {TextureImage.MaxSize}, but {width}x{height} was given.", nameof(width));
            }

            if (levels.Count < 1 || levels.Count > MipChain.LevelCount(width, height))
            {
                throw new ArgumentException(
                    $"A {width}x{height} texture has 1 to {MipChain.LevelCount(width, height)} levels, but {levels.Count} were given.", nameof(levels));
            }

            for (var i = 0; i < levels.Count; i++)
            {
                var expected = TextureEncodings.LevelBytes(encoding, Math.Max(1, width >> i), Math.Max(1, height >> i));
                if (levels[i].Length != expected)
                {
                    throw new ArgumentException($"Level {i} of a {width}x{height} texture in {encoding} has {expected} bytes, but {levels[i].Length} were given.", nameof(levels));
                }
            }

            Width = width;
            Height = height;
            Encoding = encoding;
            Levels = levels;
        }

        public int Width { get; }

        public int Height { get; }

        public TextureEncoding Encoding { get; }

        public IReadOnlyList<byte[]> Levels { get; }

        /// <summary>Mip levels of one picture as they are, or block-compressed.</summary>
        /// <param name="mips">The largest first, all in one format.</param>
        /// <param name="encoding">Compressed, or null for the pictures' own format.</param>
        /// <param name="quality">For BC7.</param>
        public static StoredTexture From(IReadOnlyList<TextureImage> mips, TextureEncoding? encoding = null, BlockQuality quality = BlockQuality.Good)
        {
            var target = encoding ?? TextureEncodings.Of(mips[0].Format);
            var levels = new byte[mips.Count][];
            for (var i = 0; i < levels.Length; i++)
            {
                levels[i] = TextureEncodings.IsCompressed(target) ? BlockCompressor.Compress(mips[i], target, quality) : mips[i].Pixels.ToArray();
            }

            return new StoredTexture(mips[0].Width, mips[0].Height, target, levels);
        }
    }
}

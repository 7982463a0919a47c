using System;
using DiffusionTextures.Textures;

namespace DiffusionTextures
{
    /// <summary>What a two-dimensional texture is: sides, format, mip levels. Immutable.</summary>
    public sealed record TextureDescription
    {
        /// <summary>A texture with all mip levels down to 1x1.</summary>
        /// <param name="width">In texels.</param>
        /// <param name="height">In texels.</param>
        /// <param name="format">How a texel is stored.</param>
        public TextureDescription(int width, int height, PixelFormat format)
        {
            Width = width;
            Height = height;
            Format = format;
        }

        /// <summary>In texels, 1 to <see cref="TextureImage.MaxSize"/>.</summary>
        public int Width { get; init; }

        /// <summary>In texels, 1 to <see cref="TextureImage.MaxSize"/>.</summary>
        public int Height { get; init; }

        /// <summary>How a texel is stored.</summary>
        public PixelFormat Format { get; init; }

        /// <summary>Levels, from 1 to all. Null: all, down to 1x1.</summary>
        public int? MipLevels { get; init; }

        /// <summary>The levels that there are.</summary>
        internal int LevelCount => MipLevels ?? MipChain.LevelCount(Width, Height);

        /// <summary>Bytes of all levels, tightly packed.</summary>
        internal long ByteCount
        {
            get
            {
                var count = 0L;
                for (var level = 0; level < LevelCount; level++)
                {
                    count += LevelByteCount(level);
                }

                return count;
            }
        }

        /// <inheritdoc/>
        public override string ToString() => $"{Width}x{Height} {Format} texture with {LevelCount} mip levels";

        /// <summary>Texels across a level.</summary>
        internal int LevelWidth(int level) => Math.Max(1, Width >> level);

        /// <summary>Texels down a level.</summary>
        internal int LevelHeight(int level) => Math.Max(1, Height >> level);

        /// <summary>Bytes of one row of a level.</summary>
        internal int RowByteCount(int level) => LevelWidth(level) * PixelFormats.BytesPerPixel(Format);

        /// <summary>Bytes of one level, tightly packed.</summary>
        internal long LevelByteCount(int level) => (long)RowByteCount(level) * LevelHeight(level);

        /// <exception cref="ArgumentException">A side, the format or the number of levels is out of range.</exception>
        internal void Validate(string name)
        {
            if (Width < 1 || Height < 1 || Width > TextureImage.MaxSize || Height > TextureImage.MaxSize)
            {
                throw new ArgumentException($"A texture's sides are 1 to {TextureImage.MaxSize} texels; {Width}x{Height} was asked for.", name);
            }

            if (Format < PixelFormat.Rgba8Srgb || Format > PixelFormat.Rgba16Float)
            {
                throw new ArgumentException($"{Format} is no format of a texture. Use a member of {nameof(PixelFormat)}.", name);
            }

            var most = MipChain.LevelCount(Width, Height);
            if (MipLevels < 1 || MipLevels > most)
            {
                throw new ArgumentException($"A {Width}x{Height} texture has 1 to {most} mip levels; {MipLevels} were asked for. Null means all.", name);
            }
        }
    }
}

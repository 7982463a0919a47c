using System;
using System.Collections.Generic;
using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Compression;
using DiffusionTextures.Textures.Containers;

namespace DiffusionTextures
{
    /// <summary>
    /// A texture as games load it: an encoding and mip levels, from a picture, a KTX2 file or a DDS file. Immutable, so that any thread may use it.
    /// </summary>
    public sealed class StoredTexture
    {
        private static readonly KeyValuePair<string, string>[] NoMetadata = Array.Empty<KeyValuePair<string, string>>();

        /// <exception cref="ArgumentException">A level does not have the bytes that its size and encoding ask for, there are too many, or a key cannot be stored.</exception>
        internal StoredTexture(
            int width, int height, TextureEncoding encoding, IReadOnlyList<byte[]> levels, IReadOnlyList<KeyValuePair<string, string>>? metadata = null)
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
            Metadata = metadata == null ? NoMetadata : KtxMetadata.Sorted(metadata);
        }

        /// <summary>Of the largest level, in texels.</summary>
        public int Width { get; }

        /// <summary>Of the largest level, in texels.</summary>
        public int Height { get; }

        /// <summary>How the bytes of each level are laid out.</summary>
        public TextureEncoding Encoding { get; }

        /// <summary>1 without mips.</summary>
        public int LevelCount => Levels.Count;

        /// <summary>Keys with their texts, sorted by key; keys are unique.</summary>
        public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }

        internal IReadOnlyList<byte[]> Levels { get; }

        /// <summary>
        /// Makes mips and compresses, on several threads; the bytes do not depend on how many. Blocks over the
        /// edge of sizes that are no multiple of 4 repeat the last column and row.
        /// </summary>
        /// <param name="image">The largest level; copied.</param>
        /// <param name="settings">Null for the picture's own format with mips.</param>
        /// <exception cref="ArgumentException">
        /// The picture's format cannot be compressed so, normals are asked of a format that holds none, or a key of the metadata is empty, begins
        /// with "KTX", occurs twice, or holds NUL as its text may not either.
        /// </exception>
        public static StoredTexture From(TextureImage image, StoredTextureSettings? settings = null)
        {
            image = image ?? throw new ArgumentNullException(nameof(image));
            settings ??= new StoredTextureSettings();
            Require(image, settings);
            var threads = settings.MaxThreads ?? -1;
            var mips = settings.Mips == null ? new[] { image } : MipChain.Build(image, settings.Mips, threads);
            var encoding = TextureEncodings.Of(image.Format, settings.Compression);
            var levels = new byte[mips.Length][];
            for (var i = 0; i < levels.Length; i++)
            {
                levels[i] = settings.Compression == TextureCompression.None
                    ? mips[i].Pixels.ToArray()
                    : BlockCompressor.Compress(mips[i], encoding, settings.Quality, threads);
            }

            return new StoredTexture(image.Width, image.Height, encoding, levels, settings.Metadata);
        }

        /// <summary>Reads a KTX2 or DDS file; its first bytes say which.</summary>
        /// <exception cref="TextureFileException">The file cannot be opened, is damaged, or holds something else than a plain 2D texture in one of our encodings.</exception>
        public static StoredTexture Load(string path)
        {
            var file = TextureFile.ReadAll(path ?? throw new ArgumentNullException(nameof(path)));
            try
            {
                return DdsFile.IsDds(file) ? DdsFile.Read(file) : KtxFile.Read(file);
            }
            catch (TextureFileException exception)
            {
                throw new TextureFileException($"Cannot read '{path}': {exception.Message}", exception);
            }
        }

        /// <summary>The bytes of one level: rows of texels or of blocks from top to bottom, tightly packed. Valid as long as this texture.</summary>
        /// <param name="level">0 is the largest.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
        public ReadOnlyMemory<byte> GetLevel(int level)
        {
            return level >= 0 && level < Levels.Count
                ? Levels[level]
                : throw new ArgumentOutOfRangeException(nameof(level), level, $"This texture has levels 0 to {Levels.Count - 1}.");
        }

        /// <summary>Writes a KTX2 file with the metadata, whole or not at all: an existing file is replaced only when the new one is complete.</summary>
        /// <exception cref="NotSupportedException">The file would exceed 2 GB.</exception>
        /// <exception cref="TextureFileException">The path cannot be written.</exception>
        public void SaveKtx2(string path)
        {
            TextureFile.WriteAtomically(path ?? throw new ArgumentNullException(nameof(path)), KtxFile.Write(this));
        }

        /// <summary>Writes a DDS file with a DX10 header and without the metadata, whole or not at all.</summary>
        /// <exception cref="NotSupportedException">The file would exceed 2 GB.</exception>
        /// <exception cref="TextureFileException">The path cannot be written.</exception>
        public void SaveDds(string path)
        {
            TextureFile.WriteAtomically(path ?? throw new ArgumentNullException(nameof(path)), DdsFile.Write(this));
        }

        private static void Require(TextureImage image, StoredTextureSettings settings)
        {
            if (settings.Mips is { IsNormalMap: true } && image.Format != PixelFormat.Rgba8 && image.Format != PixelFormat.Rg8 && image.Format != PixelFormat.Rgba16Float)
            {
                throw new ArgumentException(
                    $"{image.Format} holds no unit vectors, but MipSettings.IsNormalMap is set. Give Rgba8, Rg8 or Rgba16Float, or leave it out.", nameof(settings));
            }

            if (settings.MaxThreads is { } threads && threads < 1)
            {
                throw new ArgumentException($"MaxThreads is {threads}; it must be at least 1, or null for all cores.", nameof(settings));
            }
        }
    }
}

using System;
using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures
{
    /// <summary>A picture in memory: rows from top to bottom, texels tightly packed. Mutable through <see cref="Pixels"/>; not thread-safe.</summary>
    public sealed class TextureImage
    {
        /// <summary>The largest width and height, in texels.</summary>
        public const int MaxSize = 32768;

        /// <summary>A new picture, every byte 0.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A side is not 1 to <see cref="MaxSize"/>, the picture exceeds 2 GB, or the format is unknown.</exception>
        public TextureImage(int width, int height, PixelFormat format)
            : this(width, height, format, new byte[ByteCount(width, height, format)])
        {
        }

        /// <summary>A picture over memory that the caller keeps; nothing is copied.</summary>
        /// <param name="width">In texels.</param>
        /// <param name="height">In texels.</param>
        /// <param name="format">How <paramref name="pixels"/> are stored.</param>
        /// <param name="pixels">Rows from top to bottom, tightly packed.</param>
        /// <exception cref="ArgumentOutOfRangeException">A side is not 1 to <see cref="MaxSize"/>, or the format is unknown.</exception>
        /// <exception cref="ArgumentException">The memory's length is not width x height x bytes per texel.</exception>
        public TextureImage(int width, int height, PixelFormat format, Memory<byte> pixels)
        {
            var expected = ByteCount(width, height, format);
            if (pixels.Length != expected)
            {
                throw new ArgumentException(
                    $"A {width}x{height} picture in {format} has {expected} bytes, but {pixels.Length} were given. Pack the rows without padding.",
                    nameof(pixels));
            }

            Width = width;
            Height = height;
            Format = format;
            Pixels = pixels;
        }

        /// <summary>In texels.</summary>
        public int Width { get; }

        /// <summary>In texels.</summary>
        public int Height { get; }

        /// <summary>How <see cref="Pixels"/> are stored.</summary>
        public PixelFormat Format { get; }

        /// <summary>Rows from top to bottom, tightly packed: width x height x bytes per texel.</summary>
        public Memory<byte> Pixels { get; }

        /// <summary>
        /// Reads a PNG file of any colour type and depth. Gray without transparency becomes <see cref="PixelFormat.R8"/> or, from 16 bits,
        /// <see cref="PixelFormat.R16"/>; everything else 8 bits per channel: <see cref="PixelFormat.Rgba8"/> where the file says that it is
        /// linear data, as our own normal maps do, and <see cref="PixelFormat.Rgba8Srgb"/> otherwise.
        /// </summary>
        /// <exception cref="TextureFileException">The file cannot be opened, is damaged, or is larger than 8192 x 8192 texels.</exception>
        public static TextureImage Load(string path) => Load(path, out _);

        /// <summary>Reads a PNG file and the text that it carries.</summary>
        /// <param name="path">The file.</param>
        /// <param name="metadata">Every text entry of the file, in its order.</param>
        /// <exception cref="TextureFileException">The file cannot be opened, is damaged, or is larger than 8192 x 8192 texels.</exception>
        public static TextureImage Load(string path, out PngMetadata metadata)
        {
            var file = TextureFile.ReadAll(path ?? throw new ArgumentNullException(nameof(path)));
            try
            {
                return PngReader.Read(file, out metadata);
            }
            catch (TextureFileException exception)
            {
                throw new TextureFileException($"Cannot read '{path}': {exception.Message}", exception);
            }
        }

        /// <summary>
        /// Writes a PNG file whole or not at all: an existing file is replaced only when the new one is complete on the disk.
        /// 8 bits for <see cref="PixelFormat.Rgba8Srgb"/>, <see cref="PixelFormat.Rgba8"/> (without alpha where all of it is 255) and
        /// <see cref="PixelFormat.R8"/>; 16 for <see cref="PixelFormat.R16"/>.
        /// </summary>
        /// <param name="path">The file; its folder must exist.</param>
        /// <param name="metadata">Text to carry, or null.</param>
        /// <exception cref="NotSupportedException">PNG has no such format: <see cref="PixelFormat.Rg8"/>, <see cref="PixelFormat.Rgba16Float"/>.</exception>
        /// <exception cref="TextureFileException">The path cannot be written.</exception>
        public void Save(string path, PngMetadata? metadata = null)
        {
            TextureFile.WriteAtomically(path ?? throw new ArgumentNullException(nameof(path)), PngWriter.Write(this, metadata ?? PngMetadata.Empty));
        }

        /// <summary>The colours as a tensor to start a generation from: [1,3,H,W] in [-1,1], sRGB-encoded as the models want them. Gray fills all three channels; alpha is left out.</summary>
        /// <exception cref="NotSupportedException">The format is no 8-bit colour or gray and no 16-bit gray.</exception>
        public FloatTensor ToTensor()
        {
            var tensor = new FloatTensor(1, 3, Height, Width);
            var plane = Width * Height;
            for (var channel = 0; channel < 3; channel++)
            {
                ReadUnit(channel, tensor.Span.Slice(channel * plane, plane));
            }

            var values = tensor.Span;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = 2 * values[i] - 1;
            }

            return tensor;
        }

        /// <summary>The picture as a mask, [1,1,H,W] in [0,1]: the red channel or the gray.</summary>
        /// <exception cref="NotSupportedException">The format is no 8-bit colour or gray and no 16-bit gray.</exception>
        public FloatTensor ToMask()
        {
            var mask = new FloatTensor(1, 1, Height, Width);
            ReadUnit(0, mask.Span);
            return mask;
        }

        private void ReadUnit(int channel, Span<float> unit)
        {
            var pixels = Pixels.Span;
            switch (Format)
            {
                case PixelFormat.Rgba8Srgb:
                case PixelFormat.Rgba8:
                    for (var i = 0; i < unit.Length; i++)
                    {
                        unit[i] = pixels[4 * i + channel] / 255f;
                    }

                    break;
                case PixelFormat.R8:
                    for (var i = 0; i < unit.Length; i++)
                    {
                        unit[i] = pixels[i] / 255f;
                    }

                    break;
                case PixelFormat.R16:
                    for (var i = 0; i < unit.Length; i++)
                    {
                        unit[i] = (pixels[2 * i] | pixels[2 * i + 1] << 8) / 65535f;
                    }

                    break;
                default:
                    throw new NotSupportedException($"A picture in {Format} cannot be a model's input. Convert it to {PixelFormat.Rgba8Srgb}.");
            }
        }

        private static int ByteCount(int width, int height, PixelFormat format)
        {
            RequireSide(width, nameof(width));
            RequireSide(height, nameof(height));
            var count = (long)width * height * PixelFormats.BytesPerPixel(format);
            if (count > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(height), height, $"A {width}x{height} picture in {format} needs {count} bytes; the limit is 2 GB.");
            }

            return (int)count;
        }

        private static void RequireSide(int value, string name)
        {
            if (value < 1 || value > MaxSize)
            {
                throw new ArgumentOutOfRangeException(name, value, $"A picture's {name} is 1 to {MaxSize} texels.");
            }
        }
    }
}

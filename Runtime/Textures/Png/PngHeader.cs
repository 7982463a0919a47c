using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>The IHDR chunk, checked.</summary>
    internal readonly struct PngHeader
    {
        public const int Size = 13;
        public const int Gray = 0;
        public const int Rgb = 2;
        public const int Palette = 3;
        public const int GrayAlpha = 4;
        public const int Rgba = 6;

        /// <summary>More texels than this are refused: 8192 x 8192.</summary>
        public const long MaxPixels = 1L << 26;

        private PngHeader(int width, int height, int bitDepth, int colorType, bool interlaced)
        {
            Width = width;
            Height = height;
            BitDepth = bitDepth;
            ColorType = colorType;
            Interlaced = interlaced;
        }

        public int Width { get; }

        public int Height { get; }

        public int BitDepth { get; }

        public int ColorType { get; }

        public bool Interlaced { get; }

        public int Channels => ColorType switch { Rgb => 3, GrayAlpha => 2, Rgba => 4, _ => 1 };

        public int BitsPerPixel => Channels * BitDepth;

        /// <summary>The distance in bytes at which filters look back.</summary>
        public int FilterStride => Math.Max(1, BitsPerPixel / 8);

        /// <exception cref="TextureFileException">A field has a value that PNG does not allow, or the picture is too large.</exception>
        public static PngHeader Parse(ReadOnlySpan<byte> data)
        {
            if (data.Length != Size)
            {
                throw new TextureFileException($"The PNG header has {data.Length} bytes, expected {Size}. The file is damaged.");
            }

            var width = BinaryPrimitives.ReadUInt32BigEndian(data);
            var height = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(4));
            if (width == 0 || height == 0 || width > TextureImage.MaxSize || height > TextureImage.MaxSize || (long)width * height > MaxPixels)
            {
                throw new TextureFileException(
                    $"The PNG picture is {width}x{height}; sides of 1 to {TextureImage.MaxSize} and at most {MaxPixels} texels are read. Scale it down first.");
            }

            int depth = data[8];
            int colorType = data[9];
            if (!IsAllowed(colorType, depth))
            {
                throw new TextureFileException($"PNG colour type {colorType} with {depth} bits does not exist. The file is damaged.");
            }

            if (data[10] != 0 || data[11] != 0 || data[12] > 1)
            {
                throw new TextureFileException(
                    $"PNG compression {data[10]}, filter method {data[11]}, interlace {data[12]}: expected 0, 0, and 0 or 1. The file is damaged.");
            }

            return new PngHeader((int)width, (int)height, depth, colorType, data[12] == 1);
        }

        /// <summary>Bytes of one row of <paramref name="width"/> texels, without the filter byte.</summary>
        public int RowBytes(int width) => (int)((((long)width * BitsPerPixel) + 7) / 8);

        private static bool IsAllowed(int colorType, int depth)
        {
            return colorType switch
            {
                Gray => depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16,
                Palette => depth == 1 || depth == 2 || depth == 4 || depth == 8,
                Rgb => depth == 8 || depth == 16,
                GrayAlpha => depth == 8 || depth == 16,
                Rgba => depth == 8 || depth == 16,
                _ => false,
            };
        }
    }
}

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>Encodes pictures as PNG files (W3C PNG, second edition): 8-bit gray, RGB and RGBA, 16-bit gray.</summary>
    internal static class PngWriter
    {
        /// <summary>Key of the text entry that marks colour channels as linear data, for which PNG has no chunk that engines leave alone.</summary>
        public const string DataKey = "Texture data";

        public const string DataText = "linear, not for display";

        private const int DataChunkSize = 1 << 20;

        /// <summary>The whole file.</summary>
        /// <exception cref="NotSupportedException">PNG has no such format.</exception>
        public static byte[] Write(TextureImage image, PngMetadata metadata)
        {
            var pixels = image.Pixels.Span;
            var colorType = ColorType(image.Format, pixels);
            var depth = image.Format == PixelFormat.R16 ? 16 : 8;
            using var stream = new MemoryStream();
            stream.Write(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A });
            var header = new byte[PngHeader.Size];
            BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
            header[8] = (byte)depth;
            header[9] = (byte)colorType;
            WriteChunk(stream, PngChunkType.Header, header);
            if (image.Format == PixelFormat.Rgba8Srgb)
            {
                WriteChunk(stream, PngChunkType.Srgb, new byte[] { 0 });
                WriteChunk(stream, PngChunkType.Gamma, new byte[] { 0x00, 0x00, 0xB1, 0x8F });
            }

            WriteText(stream, image.Format, metadata);
            var compressed = Zlib.Compress(FilterRows(image, colorType, depth));
            for (var start = 0; start < compressed.Length; start += DataChunkSize)
            {
                WriteChunk(stream, PngChunkType.Data, compressed.AsSpan(start, Math.Min(DataChunkSize, compressed.Length - start)));
            }

            WriteChunk(stream, PngChunkType.End, default);
            return stream.ToArray();
        }

        private static int ColorType(PixelFormat format, ReadOnlySpan<byte> pixels)
        {
            switch (format)
            {
                case PixelFormat.R8:
                case PixelFormat.R16:
                    return PngHeader.Gray;
                case PixelFormat.Rgba8:
                case PixelFormat.Rgba8Srgb:
                    for (var i = 3; i < pixels.Length; i += 4)
                    {
                        if (pixels[i] != 255)
                        {
                            return PngHeader.Rgba;
                        }
                    }

                    return PngHeader.Rgb;
                default:
                    throw new NotSupportedException($"PNG cannot hold {format}. Copy the map as Rgba8, R8 or R16, or write a KTX2 or DDS file.");
            }
        }

        private static void WriteText(MemoryStream stream, PixelFormat format, PngMetadata metadata)
        {
            if (format == PixelFormat.Rgba8)
            {
                WriteChunk(stream, PngText.Encode(DataKey, DataText, out var data), data);
            }

            foreach (KeyValuePair<string, string> entry in metadata.Entries)
            {
                if (entry.Key != DataKey)
                {
                    WriteChunk(stream, PngText.Encode(entry.Key, entry.Value, out var data), data);
                }
            }
        }

        private static byte[] FilterRows(TextureImage image, int colorType, int depth)
        {
            var stride = depth == 16 ? 2 : colorType == PngHeader.Rgba ? 4 : colorType == PngHeader.Rgb ? 3 : 1;
            var rowBytes = image.Width * stride;
            var size = ((long)rowBytes + 1) * image.Height;
            if (size > int.MaxValue - 64)
            {
                throw new NotSupportedException($"A {image.Width}x{image.Height} picture is too large for our PNG writer. Split it.");
            }

            var output = new byte[size];
            var row = new byte[rowBytes];
            var above = new byte[rowBytes];
            var trial = new byte[rowBytes];
            for (var y = 0; y < image.Height; y++)
            {
                PackRow(image, y, colorType, row);
                var best = output.AsSpan((int)((rowBytes + 1L) * y), rowBytes + 1);
                var bestCost = long.MaxValue;
                for (var filter = 0; filter < PngFilter.Count; filter++)
                {
                    PngFilter.Apply(filter, row, above, stride, trial);
                    var cost = PngFilter.Cost(trial);
                    if (cost < bestCost)
                    {
                        bestCost = cost;
                        best[0] = (byte)filter;
                        trial.CopyTo(best.Slice(1));
                    }
                }

                (row, above) = (above, row);
            }

            return output;
        }

        private static void PackRow(TextureImage image, int y, int colorType, Span<byte> row)
        {
            var bytesPerPixel = PixelFormats.BytesPerPixel(image.Format);
            var source = image.Pixels.Span.Slice(y * image.Width * bytesPerPixel, image.Width * bytesPerPixel);
            if (colorType == PngHeader.Rgb)
            {
                for (int from = 0, to = 0; from < source.Length; from += 4, to += 3)
                {
                    row[to] = source[from];
                    row[to + 1] = source[from + 1];
                    row[to + 2] = source[from + 2];
                }
            }
            else if (image.Format == PixelFormat.R16)
            {
                for (var i = 0; i < source.Length; i += 2)
                {
                    row[i] = source[i + 1];
                    row[i + 1] = source[i];
                }
            }
            else
            {
                source.CopyTo(row);
            }
        }

        private static void WriteChunk(MemoryStream stream, uint type, ReadOnlySpan<byte> data)
        {
            Span<byte> word = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
            stream.Write(word);
            BinaryPrimitives.WriteUInt32BigEndian(word, type);
            stream.Write(word);
            stream.Write(data);
            var crc = PngChecksum.Crc32(PngChecksum.Crc32(0, word), data);
            BinaryPrimitives.WriteUInt32BigEndian(word, crc);
            stream.Write(word);
        }
    }
}

using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>Decodes PNG files of every colour type, depth and interlacing (W3C PNG, second edition). Anything damaged is refused, nothing is guessed.</summary>
    internal static class PngReader
    {
        private const int MaxTextEntries = 256;

        /// <summary>The picture and its text.</summary>
        /// <exception cref="TextureFileException">The file is damaged, cut off, no PNG, or too large.</exception>
        public static TextureImage Read(byte[] file, out PngMetadata metadata)
        {
            var reader = new PngChunkReader(file);
            reader.Next();
            if (reader.Type != PngChunkType.Header)
            {
                throw new TextureFileException($"The first PNG chunk is {PngChunkType.Name(reader.Type)}, expected IHDR. The file is damaged.");
            }

            var header = PngHeader.Parse(reader.Data);
            var colors = new PngColors(header);
            var texts = new List<KeyValuePair<string, string>>();
            var parts = new List<ArraySegment<byte>>();
            var isLinear = false;
            var dataEnded = false;
            for (reader.Next(); reader.Type != PngChunkType.End; reader.Next())
            {
                dataEnded |= parts.Count > 0 && reader.Type != PngChunkType.Data;
                switch (reader.Type)
                {
                    case PngChunkType.Data:
                        Require(!dataEnded && (header.ColorType != PngHeader.Palette || colors.HasPalette), "IDAT chunks are apart, or before the palette");
                        parts.Add(new ArraySegment<byte>(file, reader.DataOffset, reader.Data.Length));
                        break;
                    case PngChunkType.Palette:
                        Require(parts.Count == 0, "the palette comes after the picture");
                        colors.SetPalette(reader.Data);
                        break;
                    case PngChunkType.Transparency:
                        Require(parts.Count == 0, "tRNS comes after the picture");
                        colors.SetTransparency(reader.Data);
                        break;
                    case PngChunkType.Gamma:
                        Require(reader.Data.Length == 4, "gAMA does not have 4 bytes");
                        isLinear |= BinaryPrimitives.ReadUInt32BigEndian(reader.Data) == 100000;
                        break;
                    case PngChunkType.Text:
                    case PngChunkType.CompressedText:
                    case PngChunkType.InternationalText:
                        Require(texts.Count < MaxTextEntries, $"there are more than {MaxTextEntries} text entries");
                        texts.Add(PngText.Decode(reader.Type, reader.Data));
                        break;
                    default:
                        Require(reader.Type != PngChunkType.Header, "there are two headers");
                        Require(!PngChunkType.IsCritical(reader.Type), $"chunk {PngChunkType.Name(reader.Type)} is critical and unknown");
                        break;
                }
            }

            Require(reader.Data.IsEmpty, "IEND is not empty");
            isLinear |= texts.RemoveAll(IsDataMark) > 0;
            var image = colors.MakeImage(isLinear);
            var rows = Zlib.ExpandExactly(Join(parts, out var count), count, PngInterlace.ByteCount(header), "The PNG picture");
            PngInterlace.Decode(header, rows, colors, image);
            metadata = new PngMetadata(texts);
            return image;
        }

        private static bool IsDataMark(KeyValuePair<string, string> entry) => entry.Key == PngWriter.DataKey;

        private static byte[] Join(List<ArraySegment<byte>> parts, out int count)
        {
            count = 0;
            foreach (var part in parts)
            {
                count += part.Count;
            }

            var joined = new byte[count];
            var position = 0;
            foreach (var part in parts)
            {
                part.AsSpan().CopyTo(joined.AsSpan(position));
                position += part.Count;
            }

            return joined;
        }

        private static void Require(bool condition, string what)
        {
            if (!condition)
            {
                throw new TextureFileException($"PNG structure: {what}. The file is damaged.");
            }
        }
    }
}

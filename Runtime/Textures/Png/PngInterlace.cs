using System;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>Turns filtered rows into texels, in one pass or in the seven of Adam7.</summary>
    internal static class PngInterlace
    {
        private static readonly int[] XStart = { 0, 4, 0, 2, 0, 1, 0 };
        private static readonly int[] YStart = { 0, 0, 4, 0, 2, 0, 1 };
        private static readonly int[] XStep = { 8, 8, 4, 4, 2, 2, 1 };
        private static readonly int[] YStep = { 8, 8, 8, 4, 4, 2, 2 };

        /// <summary>Bytes of all rows of all passes, filter bytes included.</summary>
        /// <exception cref="TextureFileException">More than 1 GB.</exception>
        public static int ByteCount(in PngHeader header)
        {
            long total = 0;
            var passes = header.Interlaced ? XStart.Length : 1;
            for (var pass = 0; pass < passes; pass++)
            {
                PassSize(header, pass, out var width, out var height);
                total += width == 0 ? 0 : (header.RowBytes(width) + 1L) * height;
            }

            if (total > 1 << 30)
            {
                throw new TextureFileException($"The PNG picture expands to {total} bytes, the limit is 1 GB. Scale it down first.");
            }

            return (int)total;
        }

        /// <summary>Undoes the filters in <paramref name="rows"/> and writes every texel of <paramref name="image"/>.</summary>
        /// <exception cref="TextureFileException">A filter type or a palette index does not exist.</exception>
        public static void Decode(in PngHeader header, byte[] rows, PngColors colors, TextureImage image)
        {
            var passes = header.Interlaced ? XStart.Length : 1;
            var position = 0;
            var zeros = new byte[header.RowBytes(header.Width)];
            for (var pass = 0; pass < passes; pass++)
            {
                PassSize(header, pass, out var width, out var height);
                if (width == 0 || height == 0)
                {
                    continue;
                }

                var rowBytes = header.RowBytes(width);
                ReadOnlySpan<byte> above = zeros.AsSpan(0, rowBytes);
                for (var y = 0; y < height; y++)
                {
                    var filter = rows[position];
                    if (filter >= PngFilter.Count)
                    {
                        throw new TextureFileException($"PNG filter type {filter} does not exist. The file is damaged.");
                    }

                    var row = rows.AsSpan(position + 1, rowBytes);
                    PngFilter.Undo(filter, row, above, header.FilterStride);
                    if (header.Interlaced)
                    {
                        colors.Write(row, width, image, YStart[pass] + (y * YStep[pass]), XStart[pass], XStep[pass]);
                    }
                    else
                    {
                        colors.Write(row, width, image, y, 0, 1);
                    }

                    above = row;
                    position += rowBytes + 1;
                }
            }
        }

        private static void PassSize(in PngHeader header, int pass, out int width, out int height)
        {
            width = header.Interlaced ? (header.Width - XStart[pass] + XStep[pass] - 1) / XStep[pass] : header.Width;
            height = header.Interlaced ? (header.Height - YStart[pass] + YStep[pass] - 1) / YStep[pass] : header.Height;
        }
    }
}

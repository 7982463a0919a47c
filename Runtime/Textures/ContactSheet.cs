using System;
using System.Collections.Generic;
using DiffusionTextures.Textures;

namespace DiffusionTextures
{
    /// <summary>Lays maps out for the eye: each tiled 3x3, so that a seam would show, enlarged or reduced to one size, with its name.</summary>
    public static class ContactSheet
    {
        private const int Tiles = 3;
        private const int CellSize = 384;
        private const int Gap = 12;
        private const int LabelHeight = 26;
        private const int MaxColumns = 3;
        private const byte Background = 24;

        /// <summary>A sheet of every map of a material, three to a row.</summary>
        /// <returns>A picture in <see cref="PixelFormat.Rgba8Srgb"/>; data maps appear as their codes.</returns>
        public static TextureImage Compose(MaterialTextures material)
        {
            var cells = new List<KeyValuePair<string, TextureImage>>();
            foreach (var pair in material ?? throw new ArgumentNullException(nameof(material)))
            {
                cells.Add(new KeyValuePair<string, TextureImage>(Label(pair.Key), pair.Value));
            }

            return Compose(cells);
        }

        /// <summary>A sheet of named pictures, three to a row.</summary>
        /// <param name="cells">Labels and pictures of any 8-bit format or <see cref="PixelFormat.R16"/>; the sizes may differ.</param>
        /// <returns>A picture in <see cref="PixelFormat.Rgba8Srgb"/>; data maps appear as their codes.</returns>
        /// <exception cref="ArgumentException">There are no cells, or more than 48, or one is in <see cref="PixelFormat.Rgba16Float"/>.</exception>
        public static TextureImage Compose(IReadOnlyList<KeyValuePair<string, TextureImage>> cells)
        {
            if (cells == null || cells.Count < 1 || cells.Count > 48)
            {
                throw new ArgumentException($"A contact sheet has 1 to 48 pictures, but {cells?.Count ?? 0} were given.", nameof(cells));
            }

            var columns = Math.Min(MaxColumns, cells.Count);
            var rows = (cells.Count + columns - 1) / columns;
            var cellWidth = 0;
            var cellHeight = 0;
            foreach (var cell in cells)
            {
                var (width, height) = TileSize(cell.Value);
                cellWidth = Math.Max(cellWidth, width * Tiles);
                cellHeight = Math.Max(cellHeight, height * Tiles);
            }

            var sheet = new TextureImage(
                Gap + (columns * (cellWidth + Gap)), Gap + (rows * (cellHeight + LabelHeight + Gap)), PixelFormat.Rgba8Srgb);
            Clear(sheet);
            for (var i = 0; i < cells.Count; i++)
            {
                var x = Gap + (i % columns * (cellWidth + Gap));
                var y = Gap + (i / columns * (cellHeight + LabelHeight + Gap));
                BitmapFont.Draw(sheet, x, y + 4, cells[i].Key, 2);
                DrawTiles(sheet, x, y + LabelHeight, cells[i].Value);
            }

            return sheet;
        }

        private static string Label(MaterialMaps map) => map == MaterialMaps.AmbientOcclusion ? "Ambient occlusion" : map.ToString();

        // Whole factors only: an enlarged texel stays a square, and a reduced one is the mean of whole texels.
        private static (int Width, int Height) TileSize(TextureImage image)
        {
            var side = Math.Max(image.Width, image.Height);
            var enlarge = Math.Max(1, (CellSize + (side * Tiles / 2)) / (side * Tiles));
            var reduce = enlarge > 1 ? 1 : Math.Max(1, (int)Math.Ceiling(side * Tiles / (CellSize * 2.0)));
            return (Math.Max(1, image.Width * enlarge / reduce), Math.Max(1, image.Height * enlarge / reduce));
        }

        private static void Clear(TextureImage sheet)
        {
            var pixels = sheet.Pixels.Span;
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (i & 3) == 3 ? (byte)255 : Background;
            }
        }

        private static void DrawTiles(TextureImage sheet, int left, int top, TextureImage image)
        {
            var (width, height) = TileSize(image);
            var target = sheet.Pixels.Span;
            Span<byte> texel = stackalloc byte[4];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    Average(image, x * image.Width / width, y * image.Height / height, Math.Max(1, image.Width / width), texel);
                    for (var tile = 0; tile < Tiles * Tiles; tile++)
                    {
                        var column = left + x + (tile % Tiles * width);
                        var row = top + y + (tile / Tiles * height);
                        texel.CopyTo(target.Slice(((row * sheet.Width) + column) * 4));
                    }
                }
            }
        }

        private static void Average(TextureImage image, int left, int top, int size, Span<byte> texel)
        {
            int red = 0, green = 0, blue = 0, count = 0;
            for (var y = top; y < Math.Min(top + size, image.Height); y++)
            {
                for (var x = left; x < Math.Min(left + size, image.Width); x++)
                {
                    Read(image, (y * image.Width) + x, texel);
                    red += texel[0];
                    green += texel[1];
                    blue += texel[2];
                    count++;
                }
            }

            texel[0] = (byte)((red + (count / 2)) / count);
            texel[1] = (byte)((green + (count / 2)) / count);
            texel[2] = (byte)((blue + (count / 2)) / count);
            texel[3] = 255;
        }

        private static void Read(TextureImage image, int index, Span<byte> texel)
        {
            var pixels = image.Pixels.Span;
            switch (image.Format)
            {
                case PixelFormat.R8:
                    texel.Slice(0, 3).Fill(pixels[index]);
                    return;
                case PixelFormat.R16:
                    texel.Slice(0, 3).Fill(pixels[(index * 2) + 1]);
                    return;
                case PixelFormat.Rg8:
                    texel[0] = pixels[index * 2];
                    texel[1] = pixels[(index * 2) + 1];
                    texel[2] = 0;
                    return;
                case PixelFormat.Rgba8:
                case PixelFormat.Rgba8Srgb:
                    pixels.Slice(index * 4, 3).CopyTo(texel);
                    return;
                default:
                    throw new ArgumentException($"A contact sheet cannot show {image.Format}. Copy the map as Rgba8.", nameof(image));
            }
        }
    }
}

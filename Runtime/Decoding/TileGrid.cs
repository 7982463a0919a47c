using System;

namespace DiffusionTextures.Decoding
{
    /// <summary>Cuts planes into overlapping tiles and adds up what a model makes of them.</summary>
    /// <remarks>Planes are [C,h,w] with a whole number of elements per cell, which may differ between what is cut and what is added.</remarks>
    internal sealed class TileGrid
    {
        private readonly TileAxis _rows;
        private readonly TileAxis _columns;
        private float[] _rowWeights = Array.Empty<float>();
        private float[] _columnWeights = Array.Empty<float>();

        public TileGrid(TileAxis rows, TileAxis columns)
        {
            _rows = rows;
            _columns = columns;
        }

        public int Count => _rows.Count * _columns.Count;

        /// <summary>Cells of a tile from top to bottom.</summary>
        public int Height => _rows.Size;

        /// <summary>Cells of a tile from left to right.</summary>
        public int Width => _columns.Size;

        /// <summary>Copies a tile out.</summary>
        /// <param name="planes">[C,H,W] of the whole.</param>
        /// <param name="tile">0 to <see cref="Count"/>, row by row.</param>
        /// <param name="scale">Elements per cell and side.</param>
        /// <param name="destination">[C,h,w] of the tile.</param>
        public void Cut(ReadOnlySpan<float> planes, int tile, int scale, Span<float> destination)
        {
            int width = _columns.Length * scale, height = _rows.Length * scale;
            int tileWidth = Width * scale, tileHeight = Height * scale;
            var top = _rows.Start(tile / _columns.Count) * scale;
            var left = _columns.Start(tile % _columns.Count) * scale;
            var channels = destination.Length / (tileWidth * tileHeight);
            for (var line = 0; line < channels * tileHeight; line++)
            {
                var source = planes.Slice(((line / tileHeight * height) + ((top + (line % tileHeight)) % height)) * width, width);
                var target = destination.Slice(line * tileWidth, tileWidth);
                for (var x = 0; x < tileWidth;)
                {
                    var from = (left + x) % width;
                    var count = Math.Min(tileWidth - x, width - from);
                    source.Slice(from, count).CopyTo(target.Slice(x));
                    x += count;
                }
            }
        }

        /// <summary>Adds a tile, weighted; planes that were zero hold the whole after the last tile.</summary>
        /// <param name="tilePlanes">[C,h,w] of the tile.</param>
        /// <param name="tile">0 to <see cref="Count"/>, row by row.</param>
        /// <param name="scale">Elements per cell and side.</param>
        /// <param name="planes">[C,H,W] of the whole.</param>
        public void Add(ReadOnlySpan<float> tilePlanes, int tile, int scale, Span<float> planes)
        {
            int width = _columns.Length * scale, height = _rows.Length * scale;
            int tileWidth = Width * scale, tileHeight = Height * scale;
            var rowWeights = Weights(_rows, tile / _columns.Count, scale, ref _rowWeights);
            var columnWeights = Weights(_columns, tile % _columns.Count, scale, ref _columnWeights);
            var top = _rows.Start(tile / _columns.Count) * scale;
            var left = _columns.Start(tile % _columns.Count) * scale;
            var channels = tilePlanes.Length / (tileWidth * tileHeight);
            for (var line = 0; line < channels * tileHeight; line++)
            {
                var rowWeight = rowWeights[line % tileHeight];
                if (rowWeight == 0)
                {
                    continue;
                }

                var source = tilePlanes.Slice(line * tileWidth, tileWidth);
                var target = planes.Slice(((line / tileHeight * height) + ((top + (line % tileHeight)) % height)) * width, width);
                for (var x = 0; x < tileWidth;)
                {
                    var to = (left + x) % width;
                    var count = Math.Min(tileWidth - x, width - to);
                    for (var i = 0; i < count; i++)
                    {
                        target[to + i] += rowWeight * columnWeights[x + i] * source[x + i];
                    }

                    x += count;
                }
            }
        }

        private static Span<float> Weights(TileAxis axis, int tile, int scale, ref float[] buffer)
        {
            var count = axis.Size * scale;
            if (buffer.Length < count)
            {
                buffer = new float[count];
            }

            axis.WriteWeights(tile, scale, buffer.AsSpan(0, count));
            return buffer.AsSpan(0, count);
        }
    }
}

using System;

namespace DiffusionTextures.Decoding
{
    /// <summary>Equal, overlapping tiles along one axis, and the weights that join them again.</summary>
    /// <remarks>
    /// L_i    smoothstep from 0 to 1 across the inner half of the overlap of tiles i - 1 and i; 1 before the first open end
    /// w_i    L_i - L_(i+1): the weights of every position sum to 1 by construction, however many tiles lie there
    /// </remarks>
    internal sealed class TileAxis
    {
        private readonly bool _isJoined;
        private readonly double _ramp;

        private TileAxis(int length, int size, int count, bool isJoined)
        {
            Length = length;
            Size = size;
            Count = count;
            _isJoined = isJoined;
            var least = int.MaxValue;
            for (var i = isJoined ? 0 : 1; i < count; i++)
            {
                least = Math.Min(least, Start(i - 1) + size - Start(i));
            }

            _ramp = count > 1 || isJoined ? least / 2.0 : 0;
        }

        /// <summary>Cells of the axis.</summary>
        public int Length { get; }

        /// <summary>Cells of every tile.</summary>
        public int Size { get; }

        public int Count { get; }

        /// <summary>Covers an axis with as few tiles as the overlap allows, spread evenly.</summary>
        /// <param name="length">Cells of the axis.</param>
        /// <param name="size">Cells of a tile; an axis that is shorter gets a shorter tile.</param>
        /// <param name="overlap">Cells that neighbours share at least, at most half of <paramref name="size"/>.</param>
        /// <param name="ends">What lies beyond.</param>
        public static TileAxis Cover(int length, int size, int overlap, AxisEnds ends)
        {
            if (ends != AxisEnds.Joined && length <= size)
            {
                return new TileAxis(length, length, 1, false);
            }

            if (ends == AxisEnds.Open)
            {
                return new TileAxis(length, size, CeilingDivide(length - overlap, size - overlap), false);
            }

            return length + overlap <= size
                ? new TileAxis(length, length + overlap, 1, true)
                : new TileAxis(length, size, CeilingDivide(length, size - overlap), true);
        }

        /// <summary>As <see cref="Cover"/>, with tiles of exactly that size, for models that take no other.</summary>
        /// <param name="length">Cells of the axis; at least <paramref name="size"/> unless the ends are joined.</param>
        /// <param name="size">Cells of a tile.</param>
        /// <param name="overlap">Cells that neighbours share at least, at most half of <paramref name="size"/>.</param>
        /// <param name="isJoined">Whether the axis goes on at its other end.</param>
        public static TileAxis CoverExactly(int length, int size, int overlap, bool isJoined)
        {
            return new TileAxis(length, size, isJoined ? CeilingDivide(length, size - overlap) : CeilingDivide(length - overlap, size - overlap), isJoined);
        }

        /// <summary>First cell of a tile. Tile -1 and tile <see cref="Count"/> of a joined axis are the last and the first one, a turn away.</summary>
        public int Start(int tile)
        {
            if (_isJoined)
            {
                return (int)Math.Floor(tile * (double)Length / Count);
            }

            return Count == 1 ? 0 : (int)((long)tile * (Length - Size) / (Count - 1));
        }

        /// <summary>Weights of a tile's texels.</summary>
        /// <param name="tile">Which one.</param>
        /// <param name="scale">Texels of a cell.</param>
        /// <param name="weights">Size x scale.</param>
        public void WriteWeights(int tile, int scale, Span<float> weights)
        {
            var start = Start(tile);
            for (var i = 0; i < weights.Length; i++)
            {
                var position = start + ((i + 0.5) / scale);
                weights[i] = (float)(Rise(tile, position) - Rise(tile + 1, position));
            }
        }

        private static int CeilingDivide(int dividend, int divisor) => (dividend + divisor - 1) / divisor;

        private double Rise(int tile, double position)
        {
            if (!_isJoined && (tile == 0 || tile == Count))
            {
                return tile == 0 ? 1 : 0;
            }

            var middle = (Start(tile - 1) + Size + Start(tile)) / 2.0;
            if (_ramp == 0)
            {
                return position < middle ? 0 : 1;
            }

            var t = Math.Min(1, Math.Max(0, ((position - middle) / _ramp) + 0.5));
            return t * t * (3 - (2 * t));
        }
    }
}

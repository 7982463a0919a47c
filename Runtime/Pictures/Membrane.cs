using System;
using System.Collections.Generic;

namespace DiffusionTextures.Pictures
{
    /// <summary>
    /// The smoothest surface through known texels: Laplace's equation with the known texels as its rim (Perez et al. 2003, Poisson image editing, equation 2).
    /// </summary>
    /// <remarks>Successive over-relaxation from the nearest known value. Borders of the picture reflect, or continue at the opposite one.</remarks>
    internal sealed class Membrane
    {
        private const int MostSweeps = 4000;
        private const float Precision = 1e-4f;

        private readonly int[] _open;
        private readonly int[] _nearest;
        private readonly int[] _neighbours;
        private readonly float _relaxation;

        /// <param name="open">[H,W], the texels to find; the others are known.</param>
        /// <param name="width">W.</param>
        /// <param name="height">H.</param>
        /// <param name="wrap">Axes on which the picture continues at the opposite border.</param>
        public Membrane(bool[] open, int width, int height, TileAxes wrap)
        {
            var grid = new TexelGrid(width, height, wrap);
            var depth = Nearest(open, grid, out _nearest);
            var texels = new List<int>();
            for (var i = 0; i < open.Length; i++)
            {
                if (open[i] && _nearest[i] >= 0)
                {
                    texels.Add(i);
                }
            }

            _open = texels.ToArray();
            _neighbours = new int[4 * _open.Length];
            for (var i = 0; i < _open.Length; i++)
            {
                for (var side = 0; side < 4; side++)
                {
                    _neighbours[(4 * i) + side] = grid.Neighbour(_open[i], side);
                }
            }

            _relaxation = (float)(2 / (1 + Math.Sin(Math.PI / ((2 * depth) + 2))));
        }

        /// <summary>Finds the open texels of a plane from the known ones, in place. A plane without known texels stays as it is.</summary>
        /// <param name="plane">[H,W].</param>
        public void Stretch(Span<float> plane)
        {
            foreach (var texel in _open)
            {
                plane[texel] = plane[_nearest[texel]];
            }

            for (var sweep = 0; sweep < MostSweeps; sweep++)
            {
                var change = 0f;
                for (var i = 0; i < _open.Length; i++)
                {
                    var at = 4 * i;
                    var mean = 0.25f * (plane[_neighbours[at]] + plane[_neighbours[at + 1]] + plane[_neighbours[at + 2]] + plane[_neighbours[at + 3]]);
                    var move = _relaxation * (mean - plane[_open[i]]);
                    plane[_open[i]] += move;
                    change = Math.Max(change, Math.Abs(move));
                }

                if (change < Precision)
                {
                    return;
                }
            }
        }

        /// <summary>For each texel the nearest known one in steps, -1 where none can be reached; returns the greatest distance.</summary>
        private static int Nearest(bool[] open, TexelGrid grid, out int[] nearest)
        {
            nearest = new int[open.Length];
            var distance = new int[open.Length];
            var queue = new Queue<int>();
            for (var i = 0; i < open.Length; i++)
            {
                nearest[i] = open[i] ? -1 : i;
                if (!open[i])
                {
                    queue.Enqueue(i);
                }
            }

            var greatest = 0;
            while (queue.Count > 0)
            {
                var texel = queue.Dequeue();
                greatest = distance[texel];
                for (var side = 0; side < 4; side++)
                {
                    var neighbour = grid.Neighbour(texel, side);
                    if (nearest[neighbour] < 0)
                    {
                        nearest[neighbour] = nearest[texel];
                        distance[neighbour] = distance[texel] + 1;
                        queue.Enqueue(neighbour);
                    }
                }
            }

            return greatest;
        }
    }
}

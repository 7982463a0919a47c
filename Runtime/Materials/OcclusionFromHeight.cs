using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Materials
{
    /// <summary>
    /// Ambient occlusion of a height map on a torus: cosine-weighted visibility of the sky, averaged over the horizons in eight directions.
    /// Samples lie 1, 2, 4, … texels away, each taken from the height smoothed to that distance, which replaces marching over all texels
    /// between: cost is linear in texels.
    /// </summary>
    /// <remarks>
    /// Per direction, t = max over distances d of k (h_d(p + d) - h(p)) / |d| is the tangent of the horizon; a flat slice of sky above it has the
    /// cosine-weighted visibility cos² = 1 / (1 + t²). Relief is taken three times as tall as for normals.
    /// </remarks>
    internal sealed class OcclusionFromHeight
    {
        private const int MaxLevels = 8;

        // True occlusion of relief a few texels tall is hardly visible; artists bake it from exaggerated relief, and so does this.
        private const float Exaggeration = 3f;

        private static readonly int[] DirectionX = { 1, 1, 0, -1, -1, -1, 0, 1 };
        private static readonly int[] DirectionY = { 0, 1, 1, 1, 0, -1, -1, -1 };

        private readonly WrapFilter _filter;
        private readonly float[][] _levels = new float[MaxLevels][];
        private float[] _tangents = Array.Empty<float>();

        public OcclusionFromHeight(WrapFilter filter)
        {
            _filter = filter;
        }

        /// <summary>Writes [H,W] visibility in [0,1].</summary>
        /// <param name="height">[H,W] in [0,1].</param>
        /// <param name="width">In texels.</param>
        /// <param name="rows">In texels.</param>
        /// <param name="slope">How many texels height 1 stands above height 0.</param>
        /// <param name="strength">Factor on the occluded share.</param>
        /// <param name="occlusion">Out.</param>
        public void Derive(ReadOnlySpan<float> height, int width, int rows, float slope, float strength, Span<float> occlusion)
        {
            var levels = MakeLevels(height, width, rows);
            if (_tangents.Length < width)
            {
                _tangents = new float[width];
            }

            var tangents = _tangents.AsSpan(0, width);
            for (var y = 0; y < rows; y++)
            {
                var here = height.Slice(y * width, width);
                var sum = occlusion.Slice(y * width, width);
                sum.Clear();
                for (var direction = 0; direction < DirectionX.Length; direction++)
                {
                    tangents.Clear();
                    var dx = DirectionX[direction];
                    var dy = DirectionY[direction];
                    var perTexel = (dx != 0 && dy != 0 ? 0.70710678f : 1f) * slope * Exaggeration;
                    for (var level = 0; level < levels; level++)
                    {
                        var distance = 1 << level;
                        var source = _levels[level].AsSpan(WrapFilter.Wrap(y + (dy * distance), rows) * width, width);
                        var shift = WrapFilter.Wrap(dx * distance, width);
                        var scale = perTexel / distance;
                        Raise(tangents.Slice(0, width - shift), source.Slice(shift), here, scale);
                        Raise(tangents.Slice(width - shift), source.Slice(0, shift), here.Slice(width - shift), scale);
                    }

                    AddVisibility(tangents, sum);
                }

                Finish(sum, strength);
            }
        }

        private int MakeLevels(ReadOnlySpan<float> height, int width, int rows)
        {
            var count = width * rows;
            var levels = 1;
            while (levels < MaxLevels && 8 << levels <= Math.Min(width, rows))
            {
                levels++;
            }

            for (var level = 0; level < levels; level++)
            {
                if (_levels[level] == null || _levels[level].Length != count)
                {
                    _levels[level] = new float[count];
                }
            }

            height.CopyTo(_levels[0]);
            for (var level = 1; level < levels; level++)
            {
                _filter.Smooth(_levels[level - 1], _levels[level], width, rows, 1 << (level - 1));
            }

            return levels;
        }

        private static void Raise(Span<float> tangents, ReadOnlySpan<float> there, ReadOnlySpan<float> here, float scale)
        {
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(tangents);
            var theres = MemoryMarshal.Cast<float, Vector<float>>(there);
            var heres = MemoryMarshal.Cast<float, Vector<float>>(here);
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i] = Vector.Max(vectors[i], (theres[i] - heres[i]) * scale);
            }

            for (var i = vectors.Length * Vector<float>.Count; i < tangents.Length; i++)
            {
                tangents[i] = Math.Max(tangents[i], (there[i] - here[i]) * scale);
            }
        }

        private static void AddVisibility(ReadOnlySpan<float> tangents, Span<float> sum)
        {
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(tangents);
            var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
            for (var i = 0; i < vectors.Length; i++)
            {
                sums[i] += Vector<float>.One / ((vectors[i] * vectors[i]) + Vector<float>.One);
            }

            for (var i = vectors.Length * Vector<float>.Count; i < tangents.Length; i++)
            {
                sum[i] += 1f / ((tangents[i] * tangents[i]) + 1f);
            }
        }

        private static void Finish(Span<float> sum, float strength)
        {
            for (var x = 0; x < sum.Length; x++)
            {
                var visible = 1f - (strength * (1f - (sum[x] * 0.125f)));
                sum[x] = visible > 0f ? visible : 0f;
            }
        }
    }
}

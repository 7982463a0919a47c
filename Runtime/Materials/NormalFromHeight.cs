using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Materials
{
    /// <summary>
    /// Tangent-space normals from a height map on a torus, by the 3x3 Scharr operator (weights 3 10 3, the 3x3 gradient with the least
    /// dependence on direction). n = normalize(-k dh/dx, ±k dh/dy, 1), where y counts rows downwards and k is the height of 1 in texels.
    /// </summary>
    internal sealed class NormalFromHeight
    {
        private float[] _rows = Array.Empty<float>();

        /// <summary>Writes [3,H,W] unit vectors.</summary>
        /// <param name="height">[H,W] in [0,1].</param>
        /// <param name="width">In texels.</param>
        /// <param name="rows">In texels.</param>
        /// <param name="slope">k: how many texels height 1 stands above height 0.</param>
        /// <param name="convention">Which way green points.</param>
        /// <param name="normals">Out.</param>
        public void Derive(ReadOnlySpan<float> height, int width, int rows, float slope, NormalConvention convention, Span<float> normals)
        {
            var count = width * rows;
            var stride = width + 2;
            if (_rows.Length < stride * 3)
            {
                _rows = new float[stride * 3];
            }

            // Scharr's weights sum to 16 on each side, two texels apart.
            var scaleX = -slope / 32f;
            var scaleY = convention == NormalConvention.OpenGL ? slope / 32f : -slope / 32f;
            var above = _rows.AsSpan(0, stride);
            var here = _rows.AsSpan(stride, stride);
            var below = _rows.AsSpan(stride * 2, stride);
            for (var y = 0; y < rows; y++)
            {
                Pad(height, width, WrapFilter.Wrap(y - 1, rows), above);
                Pad(height, width, y, here);
                Pad(height, width, WrapFilter.Wrap(y + 1, rows), below);
                var start = y * width;
                DeriveRow(
                    above,
                    here,
                    below,
                    scaleX,
                    scaleY,
                    normals.Slice(start, width),
                    normals.Slice(count + start, width),
                    normals.Slice((count * 2) + start, width));
            }
        }

        private static void Pad(ReadOnlySpan<float> height, int width, int y, Span<float> padded)
        {
            var row = height.Slice(y * width, width);
            row.CopyTo(padded.Slice(1));
            padded[0] = row[width - 1];
            padded[width + 1] = row[0];
        }

        private static void DeriveRow(
            ReadOnlySpan<float> above, ReadOnlySpan<float> here, ReadOnlySpan<float> below, float scaleX, float scaleY,
            Span<float> nx, Span<float> ny, Span<float> nz)
        {
            var width = nx.Length;
            var xs = MemoryMarshal.Cast<float, Vector<float>>(nx);
            var ys = MemoryMarshal.Cast<float, Vector<float>>(ny);
            var zs = MemoryMarshal.Cast<float, Vector<float>>(nz);
            var vectors = xs.Length;
            for (var i = 0; i < vectors; i++)
            {
                var x = i * Vector<float>.Count;
                var a0 = At(above, x);
                var a2 = At(above, x + 2);
                var b0 = At(below, x);
                var b2 = At(below, x + 2);
                var gx = (((a2 - a0) + (b2 - b0)) * 3f) + ((At(here, x + 2) - At(here, x)) * 10f);
                var gy = (((b0 - a0) + (b2 - a2)) * 3f) + ((At(below, x + 1) - At(above, x + 1)) * 10f);
                var vx = gx * scaleX;
                var vy = gy * scaleY;
                var inverse = Vector<float>.One / Vector.SquareRoot(((vx * vx) + (vy * vy)) + Vector<float>.One);
                xs[i] = vx * inverse;
                ys[i] = vy * inverse;
                zs[i] = inverse;
            }

            for (var x = vectors * Vector<float>.Count; x < width; x++)
            {
                var gx = (((above[x + 2] - above[x]) + (below[x + 2] - below[x])) * 3f) + ((here[x + 2] - here[x]) * 10f);
                var gy = (((below[x] - above[x]) + (below[x + 2] - above[x + 2])) * 3f) + ((below[x + 1] - above[x + 1]) * 10f);
                var vx = gx * scaleX;
                var vy = gy * scaleY;
                var inverse = 1f / (float)Math.Sqrt(((vx * vx) + (vy * vy)) + 1f);
                nx[x] = vx * inverse;
                ny[x] = vy * inverse;
                nz[x] = inverse;
            }
        }

        private static Vector<float> At(ReadOnlySpan<float> row, int x) => MemoryMarshal.Read<Vector<float>>(MemoryMarshal.AsBytes(row.Slice(x)));
    }
}

using System;
using System.Numerics;

namespace DiffusionTextures.Textures.Compression
{
    /// <summary>Fits a line segment to the colours of a block, on which all block formats interpolate.</summary>
    internal static class ColorLine
    {
        private const int PowerIterations = 6;

        /// <summary>
        /// The segment along the principal axis (power iteration on the covariance) that spans the projections of the texels whose bit in
        /// <paramref name="mask"/> is set.
        /// </summary>
        public static void Fit(ReadOnlySpan<Vector4> texels, int mask, out Vector4 start, out Vector4 end)
        {
            var mean = Vector4.Zero;
            var least = new Vector4(float.MaxValue);
            var most = new Vector4(float.MinValue);
            var count = 0;
            for (var i = 0; i < texels.Length; i++)
            {
                if (((mask >> i) & 1) != 0)
                {
                    mean += texels[i];
                    least = Vector4.Min(least, texels[i]);
                    most = Vector4.Max(most, texels[i]);
                    count++;
                }
            }

            mean /= Math.Max(1, count);
            if (count == 0 || least == most)
            {
                start = mean;
                end = mean;
                return;
            }

            var axis = PrincipalAxis(texels, mask, mean, most - least);
            var low = float.MaxValue;
            var high = float.MinValue;
            for (var i = 0; i < texels.Length; i++)
            {
                if (((mask >> i) & 1) != 0)
                {
                    var t = Vector4.Dot(texels[i] - mean, axis);
                    low = Math.Min(low, t);
                    high = Math.Max(high, t);
                }
            }

            start = Clamp(mean + (axis * low));
            end = Clamp(mean + (axis * high));
        }

        /// <summary>
        /// The endpoints that are best, in least squares, for the given positions of the texels between them (0 start, 1 end). False where
        /// the positions do not determine both.
        /// </summary>
        public static bool Refine(ReadOnlySpan<Vector4> texels, int mask, ReadOnlySpan<float> positions, ref Vector4 start, ref Vector4 end)
        {
            float aa = 0, ab = 0, bb = 0;
            var ax = Vector4.Zero;
            var bx = Vector4.Zero;
            for (var i = 0; i < texels.Length; i++)
            {
                if (((mask >> i) & 1) != 0)
                {
                    var b = positions[i];
                    var a = 1 - b;
                    aa += a * a;
                    ab += a * b;
                    bb += b * b;
                    ax += texels[i] * a;
                    bx += texels[i] * b;
                }
            }

            var determinant = (aa * bb) - (ab * ab);
            if (determinant < 1e-4f)
            {
                return false;
            }

            var inverse = 1 / determinant;
            start = Clamp(((ax * bb) - (bx * ab)) * inverse);
            end = Clamp(((bx * aa) - (ax * ab)) * inverse);
            return true;
        }

        private static Vector4 Clamp(Vector4 value) => Vector4.Min(Vector4.Max(value, Vector4.Zero), new Vector4(255));

        private static Vector4 PrincipalAxis(ReadOnlySpan<Vector4> texels, int mask, Vector4 mean, Vector4 extent)
        {
            var x = Vector4.Zero;
            var y = Vector4.Zero;
            var z = Vector4.Zero;
            var w = Vector4.Zero;
            for (var i = 0; i < texels.Length; i++)
            {
                if (((mask >> i) & 1) != 0)
                {
                    var d = texels[i] - mean;
                    x += d * d.X;
                    y += d * d.Y;
                    z += d * d.Z;
                    w += d * d.W;
                }
            }

            // The longest row of the covariance is never at right angles to the principal axis by accident of symmetry; the diagonal of the box may be.
            var axis = Longest(Longest(x, y), Longest(z, w));
            for (var i = 0; i < PowerIterations; i++)
            {
                axis = (x * axis.X) + (y * axis.Y) + (z * axis.Z) + (w * axis.W);
                var size = Math.Max(Math.Max(Math.Abs(axis.X), Math.Abs(axis.Y)), Math.Max(Math.Abs(axis.Z), Math.Abs(axis.W)));
                if (size < 1e-12f)
                {
                    axis = extent;
                    break;
                }

                axis *= 1 / size;
            }

            return axis * (1 / (float)Math.Sqrt(Vector4.Dot(axis, axis)));
        }

        private static Vector4 Longest(Vector4 a, Vector4 b) => Vector4.Dot(a, a) >= Vector4.Dot(b, b) ? a : b;
    }
}

using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Graphics
{
    /// <summary>
    /// Halves rows of floats by the mean of the covered area. An odd side 2n+1 becomes n: target i covers sources 2i, 2i+1 and 2i+2 with
    /// the weights n-i, n and i+1 over 2n+1, so that every source counts alike and nothing lies beyond an edge.
    /// </summary>
    internal static class BoxHalving
    {
        /// <summary>One row to half its length; a single value stays.</summary>
        public static void Across(ReadOnlySpan<float> row, Span<float> half)
        {
            if (row.Length == 1)
            {
                half[0] = row[0];
                return;
            }

            if (row.Length % 2 == 0)
            {
                for (var i = 0; i < half.Length; i++)
                {
                    half[i] = (row[2 * i] + row[(2 * i) + 1]) * 0.5f;
                }

                return;
            }

            var scale = 1f / row.Length;
            for (var i = 0; i < half.Length; i++)
            {
                half[i] = ((row[2 * i] * (half.Length - i)) + (row[(2 * i) + 1] * half.Length) + (row[(2 * i) + 2] * (i + 1))) * scale;
            }
        }

        /// <summary>Adds one source row to the target rows that cover it.</summary>
        /// <param name="row">Row <paramref name="y"/> of the source, already halved across.</param>
        /// <param name="y">Its index.</param>
        /// <param name="height">Rows of the source.</param>
        /// <param name="plane">The target, zero before the first row.</param>
        public static void Down(ReadOnlySpan<float> row, int y, int height, Span<float> plane)
        {
            var rows = Math.Max(1, height / 2);
            if (height == 1 || height % 2 == 0)
            {
                Add(row, height == 1 ? 1f : 0.5f, plane.Slice((height == 1 ? 0 : y / 2) * row.Length, row.Length));
                return;
            }

            var i = y / 2;
            if (y % 2 == 1)
            {
                Add(row, (float)rows / height, plane.Slice(i * row.Length, row.Length));
                return;
            }

            if (i < rows)
            {
                Add(row, (float)(rows - i) / height, plane.Slice(i * row.Length, row.Length));
            }

            if (i > 0)
            {
                Add(row, (float)i / height, plane.Slice((i - 1) * row.Length, row.Length));
            }
        }

        private static void Add(ReadOnlySpan<float> row, float weight, Span<float> sum)
        {
            var rows = MemoryMarshal.Cast<float, Vector<float>>(row);
            var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
            for (var i = 0; i < rows.Length; i++)
            {
                sums[i] += rows[i] * weight;
            }

            for (var i = rows.Length * Vector<float>.Count; i < row.Length; i++)
            {
                sum[i] += row[i] * weight;
            }
        }
    }
}

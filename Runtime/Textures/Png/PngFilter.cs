using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>The five row filters of PNG (specification, section 9). <c>stride</c> is the bytes of one texel, at least 1.</summary>
    internal static class PngFilter
    {
        public const int Count = 5;

        /// <summary>Filters <paramref name="row"/> with <paramref name="filter"/>; <paramref name="above"/> is all 0 for the first row.</summary>
        public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int stride, Span<byte> output)
        {
            for (var i = 0; i < Math.Min(stride, row.Length); i++)
            {
                output[i] = (byte)(row[i] - Predict(filter, 0, above[i], 0));
            }

            if (filter == 0)
            {
                row.CopyTo(output);
            }
            else if (filter == 1)
            {
                Subtract(row.Slice(stride), row.Slice(0, row.Length - stride), output.Slice(stride));
            }
            else if (filter == 2)
            {
                Subtract(row, above, output);
            }
            else
            {
                for (var i = stride; i < row.Length; i++)
                {
                    output[i] = (byte)(row[i] - Predict(filter, row[i - stride], above[i], above[i - stride]));
                }
            }
        }

        /// <summary>Undoes <paramref name="filter"/> in place.</summary>
        public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int stride)
        {
            if (filter == 0)
            {
                return;
            }

            for (var i = 0; i < Math.Min(stride, row.Length); i++)
            {
                row[i] = (byte)(row[i] + Predict(filter, 0, above[i], 0));
            }

            for (var i = stride; i < row.Length; i++)
            {
                row[i] = (byte)(row[i] + Predict(filter, row[i - stride], above[i], above[i - stride]));
            }
        }

        /// <summary>Sum of the bytes' distances from 0, taken as signed: the smaller, the better the row compresses.</summary>
        public static long Cost(ReadOnlySpan<byte> filtered)
        {
            long sum = 0;
            foreach (var value in filtered)
            {
                sum += value < 128 ? value : 256 - value;
            }

            return sum;
        }

        private static int Predict(int filter, int left, int up, int upLeft)
        {
            return filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) >> 1,
                _ => Paeth(left, up, upLeft),
            };
        }

        private static int Paeth(int left, int up, int upLeft)
        {
            var toLeft = Math.Abs(up - upLeft);
            var toUp = Math.Abs(left - upLeft);
            var toUpLeft = Math.Abs(left + up - upLeft - upLeft);
            if (toLeft <= toUp && toLeft <= toUpLeft)
            {
                return left;
            }

            return toUp <= toUpLeft ? up : upLeft;
        }

        private static void Subtract(ReadOnlySpan<byte> row, ReadOnlySpan<byte> prediction, Span<byte> output)
        {
            var rows = MemoryMarshal.Cast<byte, Vector<byte>>(row);
            var predictions = MemoryMarshal.Cast<byte, Vector<byte>>(prediction);
            var outputs = MemoryMarshal.Cast<byte, Vector<byte>>(output);
            for (var i = 0; i < rows.Length; i++)
            {
                outputs[i] = rows[i] - predictions[i];
            }

            for (var i = rows.Length * Vector<byte>.Count; i < row.Length; i++)
            {
                output[i] = (byte)(row[i] - prediction[i]);
            }
        }
    }
}

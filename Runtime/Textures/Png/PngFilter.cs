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
                var left = row.Slice(0, row.Length - stride);
                var predicted = output.Slice(stride);
                if (filter == 3)
                {
                    Average(left, above.Slice(stride), predicted);
                }
                else
                {
                    Paeth(left, above.Slice(stride), above.Slice(0, row.Length - stride), predicted);
                }

                Subtract(row.Slice(stride), predicted, predicted);
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
            var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(filtered);
            var sums = Vector<uint>.Zero;
            for (var i = 0; i < vectors.Length; i++)
            {
                Vector.Widen(Vector.Min(vectors[i], Vector<byte>.Zero - vectors[i]), out var low, out var high);
                Vector.Widen(low + high, out var first, out var second);
                sums += first + second;
            }

            long sum = 0;
            for (var lane = 0; lane < Vector<uint>.Count; lane++)
            {
                sum += sums[lane];
            }

            for (var i = vectors.Length * Vector<byte>.Count; i < filtered.Length; i++)
            {
                sum += filtered[i] < 128 ? filtered[i] : 256 - filtered[i];
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

        /// <summary>Half of left and up, rounded down: eight bytes of a word at a time, whose lowest bits must not reach the byte below.</summary>
        private static void Average(ReadOnlySpan<byte> left, ReadOnlySpan<byte> up, Span<byte> output)
        {
            var lefts = MemoryMarshal.Cast<byte, ulong>(left);
            var ups = MemoryMarshal.Cast<byte, ulong>(up);
            var outputs = MemoryMarshal.Cast<byte, ulong>(output);
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = (lefts[i] & ups[i]) + (((lefts[i] ^ ups[i]) & 0xFEFEFEFEFEFEFEFE) >> 1);
            }

            for (var i = outputs.Length * sizeof(ulong); i < output.Length; i++)
            {
                output[i] = (byte)((left[i] + up[i]) >> 1);
            }
        }

        private static void Paeth(ReadOnlySpan<byte> left, ReadOnlySpan<byte> up, ReadOnlySpan<byte> upLeft, Span<byte> output)
        {
            var lefts = MemoryMarshal.Cast<byte, Vector<byte>>(left);
            var ups = MemoryMarshal.Cast<byte, Vector<byte>>(up);
            var upLefts = MemoryMarshal.Cast<byte, Vector<byte>>(upLeft);
            var outputs = MemoryMarshal.Cast<byte, Vector<byte>>(output);
            for (var i = 0; i < outputs.Length; i++)
            {
                Vector.Widen(lefts[i], out var leftLow, out var leftHigh);
                Vector.Widen(ups[i], out var upLow, out var upHigh);
                Vector.Widen(upLefts[i], out var upLeftLow, out var upLeftHigh);
                outputs[i] = Vector.Narrow(Paeth(leftLow, upLow, upLeftLow), Paeth(leftHigh, upHigh, upLeftHigh));
            }

            for (var i = outputs.Length * Vector<byte>.Count; i < output.Length; i++)
            {
                output[i] = (byte)Paeth(left[i], up[i], upLeft[i]);
            }
        }

        private static Vector<ushort> Paeth(Vector<ushort> left, Vector<ushort> up, Vector<ushort> upLeft)
        {
            var besideLeft = Vector.AsVectorInt16(up) - Vector.AsVectorInt16(upLeft);
            var besideUp = Vector.AsVectorInt16(left) - Vector.AsVectorInt16(upLeft);
            var toLeft = Vector.Abs(besideLeft);
            var toUp = Vector.Abs(besideUp);
            var toUpLeft = Vector.Abs(besideLeft + besideUp);
            var isLeft = Vector.LessThanOrEqual(toLeft, toUp) & Vector.LessThanOrEqual(toLeft, toUpLeft);
            var isUp = Vector.LessThanOrEqual(toUp, toUpLeft);
            return Vector.ConditionalSelect(Vector.AsVectorUInt16(isLeft), left, Vector.ConditionalSelect(Vector.AsVectorUInt16(isUp), up, upLeft));
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

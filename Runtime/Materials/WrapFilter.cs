using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Materials
{
    /// <summary>
    /// One level of the undecimated B3-spline pyramid ("à trous"): [1 4 6 4 1]/16 along both axes with taps <c>step</c> texels apart, on a
    /// torus. Every texel goes through the same operations in the same order, so that a rolled input gives the rolled output bit for bit.
    /// </summary>
    internal sealed class WrapFilter
    {
        private float[] _padded = Array.Empty<float>();
        private float[] _rows = Array.Empty<float>();

        /// <summary>Smooths [H,W] <paramref name="input"/> into <paramref name="output"/>; the two must not overlap.</summary>
        public void Smooth(ReadOnlySpan<float> input, Span<float> output, int width, int height, int step)
        {
            Reserve(ref _padded, width + (4 * step));
            Reserve(ref _rows, width * height);
            for (var y = 0; y < height; y++)
            {
                SmoothRow(input.Slice(y * width, width), _rows.AsSpan(y * width, width), step);
            }

            for (var y = 0; y < height; y++)
            {
                Combine(
                    Row(y - (2 * step), width, height),
                    Row(y - step, width, height),
                    Row(y, width, height),
                    Row(y + step, width, height),
                    Row(y + (2 * step), width, height),
                    output.Slice(y * width, width));
            }
        }

        /// <summary><paramref name="value"/> modulo <paramref name="count"/>, never negative.</summary>
        public static int Wrap(int value, int count)
        {
            var rest = value % count;
            return rest < 0 ? rest + count : rest;
        }

        private static void Reserve(ref float[] buffer, int length)
        {
            if (buffer.Length < length)
            {
                buffer = new float[length];
            }
        }

        private ReadOnlySpan<float> Row(int y, int width, int height) => _rows.AsSpan(Wrap(y, height) * width, width);

        private void SmoothRow(ReadOnlySpan<float> row, Span<float> output, int step)
        {
            var width = row.Length;
            var padded = _padded.AsSpan(0, width + (4 * step));
            row.CopyTo(padded.Slice(2 * step));
            for (var i = 0; i < 2 * step; i++)
            {
                padded[i] = row[Wrap(i - (2 * step), width)];
                padded[width + (2 * step) + i] = row[i % width];
            }

            Combine(
                padded.Slice(0, width),
                padded.Slice(step, width),
                padded.Slice(2 * step, width),
                padded.Slice(3 * step, width),
                padded.Slice(4 * step, width),
                output);
        }

        private static void Combine(
            ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, ReadOnlySpan<float> e, Span<float> output)
        {
            var outputs = MemoryMarshal.Cast<float, Vector<float>>(output);
            var va = MemoryMarshal.Cast<float, Vector<float>>(a);
            var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
            var vc = MemoryMarshal.Cast<float, Vector<float>>(c);
            var vd = MemoryMarshal.Cast<float, Vector<float>>(d);
            var ve = MemoryMarshal.Cast<float, Vector<float>>(e);
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = (((vc[i] * 6f) + ((vb[i] + vd[i]) * 4f)) + (va[i] + ve[i])) * 0.0625f;
            }

            for (var i = outputs.Length * Vector<float>.Count; i < output.Length; i++)
            {
                output[i] = (((c[i] * 6f) + ((b[i] + d[i]) * 4f)) + (a[i] + e[i])) * 0.0625f;
            }
        }
    }
}

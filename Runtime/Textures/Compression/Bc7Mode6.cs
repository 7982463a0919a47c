using System;
using System.Numerics;

namespace DiffusionTextures.Textures.Compression
{
    /// <summary>BC7 mode 6: one line through RGBA, endpoints of 7 bits and one shared low bit each, 4-bit indices.</summary>
    internal static class Bc7Mode6
    {
        private const int Steps = 16;

        private static readonly int[] Weights = { 0, 4, 9, 13, 17, 21, 26, 30, 34, 38, 43, 47, 51, 55, 60, 64 };

        /// <summary>Encodes one block and returns its squared error.</summary>
        /// <param name="texels">16 texels as 0..255 floats.</param>
        /// <param name="refinements">Rounds of least squares after the first fit: 0 or 1 fast, 2 good.</param>
        /// <param name="block">16 bytes.</param>
        public static float Encode(ReadOnlySpan<Vector4> texels, int refinements, Span<byte> block)
        {
            ColorLine.Fit(texels, 0xFFFF, out var start, out var end);
            Span<byte> indices = stackalloc byte[16];
            Span<float> positions = stackalloc float[16];
            var best = float.MaxValue;
            for (var pass = 0; ; pass++)
            {
                var first = Quantize(start, out var firstLow);
                var second = Quantize(end, out var secondLow);
                var error = Assign(texels, first, second, indices, positions);
                if (error < best)
                {
                    best = error;
                    Write(first, firstLow, second, secondLow, indices, block);
                }

                if (pass == refinements || error == 0 || !ColorLine.Refine(texels, 0xFFFF, positions, ref start, ref end))
                {
                    return best;
                }
            }
        }

        // Both low bits are tried; alpha 255 can only be met with a low bit of 1, and then it must be met.
        private static Vector4 Quantize(Vector4 color, out int lowBit)
        {
            var odd = Round(color, 1);
            var missOdd = odd - color;
            if (color.W >= 254.5f)
            {
                lowBit = 1;
                return odd;
            }

            var even = Round(color, 0);
            var missEven = even - color;
            lowBit = Vector4.Dot(missOdd, missOdd) < Vector4.Dot(missEven, missEven) ? 1 : 0;
            return lowBit == 1 ? odd : even;
        }

        private static Vector4 Round(Vector4 color, int lowBit)
        {
            return new Vector4(Round(color.X, lowBit), Round(color.Y, lowBit), Round(color.Z, lowBit), Round(color.W, lowBit));
        }

        private static float Round(float value, int lowBit)
        {
            var code = (int)(((value - lowBit) * 0.5f) + 0.5f);
            return (Math.Min(127, Math.Max(0, code)) * 2) + lowBit;
        }

        private static float Assign(ReadOnlySpan<Vector4> texels, Vector4 first, Vector4 second, Span<byte> indices, Span<float> positions)
        {
            var axis = second - first;
            var length = Vector4.Dot(axis, axis);
            var scale = length > 0 ? (Steps - 1) / length : 0;
            var error = 0f;
            for (var i = 0; i < texels.Length; i++)
            {
                var index = (int)Math.Min(Steps - 1, Math.Max(0, (Vector4.Dot(texels[i] - first, axis) * scale) + 0.5f));
                var position = Weights[index] * (1 / 64f);
                var miss = first + (axis * position) - texels[i];
                error += Vector4.Dot(miss, miss);
                indices[i] = (byte)index;
                positions[i] = position;
            }

            return error;
        }

        private static void Write(Vector4 first, int firstLow, Vector4 second, int secondLow, ReadOnlySpan<byte> indices, Span<byte> block)
        {
            // The first index has three bits only: its highest is 0, which turning the line around arranges.
            var turn = indices[0] >= Steps / 2;
            if (turn)
            {
                (first, second) = (second, first);
                (firstLow, secondLow) = (secondLow, firstLow);
            }

            var bits = default(BlockBits);
            bits.Add(1 << 6, 7);
            AddPair(ref bits, first.X, second.X);
            AddPair(ref bits, first.Y, second.Y);
            AddPair(ref bits, first.Z, second.Z);
            AddPair(ref bits, first.W, second.W);
            bits.Add(firstLow, 1);
            bits.Add(secondLow, 1);
            for (var i = 0; i < indices.Length; i++)
            {
                bits.Add(turn ? Steps - 1 - indices[i] : indices[i], i == 0 ? 3 : 4);
            }

            bits.CopyTo(block);
        }

        private static void AddPair(ref BlockBits bits, float first, float second)
        {
            bits.Add((int)first >> 1, 7);
            bits.Add((int)second >> 1, 7);
        }
    }
}

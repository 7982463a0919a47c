using System;
using System.Buffers.Binary;
using System.Numerics;

namespace DiffusionTextures.Textures.Compression
{
    /// <summary>BC7 mode 6: one line through RGBA, endpoints of 7 bits and one shared low bit each, 4-bit indices.</summary>
    internal static class Bc7Mode6
    {
        private const int Steps = 16;

        // x + 1.5 * 2^23 - 1.5 * 2^23 rounds to a whole number.
        private const float RoundingMagic = 12582912f;

        private static readonly float[] Positions =
        {
            0 / 64f, 4 / 64f, 9 / 64f, 13 / 64f, 17 / 64f, 21 / 64f, 26 / 64f, 30 / 64f,
            34 / 64f, 38 / 64f, 43 / 64f, 47 / 64f, 51 / 64f, 55 / 64f, 60 / 64f, 64 / 64f,
        };

        /// <summary>Encodes one block and returns its squared error.</summary>
        /// <param name="texels">16 texels as 0..255 floats.</param>
        /// <param name="refinements">Rounds of least squares after the first fit: 0 or 1 fast, 2 good.</param>
        /// <param name="block">16 bytes.</param>
        public static float Encode(ReadOnlySpan<Vector4> texels, int refinements, Span<byte> block)
        {
            ColorLine.Fit(texels, 0xFFFF, out var start, out var end);
            Span<float> positions = stackalloc float[16];
            var best = float.MaxValue;
            for (var pass = 0; ; pass++)
            {
                var first = Quantize(start, out var firstLow);
                var second = Quantize(end, out var secondLow);
                var error = Assign(texels, first, second, positions, out var indices);
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
            var low = new Vector4(lowBit);
            var code = ((color - low) * 0.5f) + new Vector4(RoundingMagic) - new Vector4(RoundingMagic);
            return (Vector4.Min(Vector4.Max(code, Vector4.Zero), new Vector4(127)) * 2) + low;
        }

        private static float Assign(ReadOnlySpan<Vector4> texels, Vector4 first, Vector4 second, Span<float> positions, out ulong indices)
        {
            var axis = second - first;
            var length = Vector4.Dot(axis, axis);
            var scaled = length > 0 ? axis * ((Steps - 1) / length) : Vector4.Zero;
            var bias = 0.5f - Vector4.Dot(first, scaled);
            var misses = Vector4.Zero;
            indices = 0;
            for (var i = 0; i < texels.Length; i++)
            {
                var along = Vector4.Dot(texels[i], scaled) + bias;
                var index = along > 0 ? (along < Steps ? (int)along : Steps - 1) : 0;
                var position = Positions[index];
                var miss = first + (axis * position) - texels[i];
                misses += miss * miss;
                indices |= (ulong)index << (4 * i);
                positions[i] = position;
            }

            return Vector4.Dot(misses, Vector4.One);
        }

        // Bits 0-6 mode, 7-62 endpoints, 63 and 64 low bits, then the indices, the first with three bits.
        private static void Write(Vector4 first, int firstLow, Vector4 second, int secondLow, ulong indices, Span<byte> block)
        {
            if ((indices & 8) != 0)
            {
                // The first index's highest bit is not stored and taken for 0, which turning the line around arranges.
                (first, second) = (second, first);
                (firstLow, secondLow) = (secondLow, firstLow);
                indices = ~indices;
            }

            var low = (1UL << 6) | ((ulong)firstLow << 63);
            low |= (Pair(first.X, second.X) << 7) | (Pair(first.Y, second.Y) << 21) | (Pair(first.Z, second.Z) << 35) | (Pair(first.W, second.W) << 49);
            var high = (indices & ~15UL) | ((indices & 7) << 1) | (uint)secondLow;
            BinaryPrimitives.WriteUInt64LittleEndian(block, low);
            BinaryPrimitives.WriteUInt64LittleEndian(block.Slice(8), high);
        }

        private static ulong Pair(float first, float second) => (uint)((int)first >> 1) | ((ulong)((int)second >> 1) << 7);
    }
}

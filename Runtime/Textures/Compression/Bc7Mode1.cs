using System;
using System.Numerics;

namespace DiffusionTextures.Textures.Compression
{
    /// <summary>BC7 mode 1, for opaque blocks with two colours families: two lines through RGB, 6-bit endpoints with a low bit per line, 3-bit indices.</summary>
    internal static class Bc7Mode1
    {
        private const int Steps = 8;
        private const int Candidates = 4;

        private static readonly int[] Weights = { 0, 9, 18, 27, 37, 46, 55, 64 };

        /// <summary>Encodes one opaque block if that beats <paramref name="limit"/>; returns the error of what <paramref name="block"/> then holds.</summary>
        /// <param name="texels">16 texels as 0..255 floats; alpha is taken for 255.</param>
        /// <param name="limit">The squared error to beat.</param>
        /// <param name="block">16 bytes, written only if the limit is beaten.</param>
        public static float Encode(ReadOnlySpan<Vector4> texels, float limit, Span<byte> block)
        {
            Span<Vector4> colors = stackalloc Vector4[16];
            for (var i = 0; i < 16; i++)
            {
                colors[i] = new Vector4(texels[i].X, texels[i].Y, texels[i].Z, 0);
            }

            Span<int> partitions = stackalloc int[Candidates];
            Rank(colors, partitions);
            Span<Vector4> ends = stackalloc Vector4[4];
            Span<int> lowBits = stackalloc int[2];
            Span<byte> indices = stackalloc byte[16];
            foreach (var partition in partitions)
            {
                int second = Bc7Partitions.Masks[partition];
                var error = EncodeSubset(colors, ~second & 0xFFFF, ends.Slice(0, 2), out lowBits[0], indices);
                error += EncodeSubset(colors, second, ends.Slice(2, 2), out lowBits[1], indices);
                if (error < limit)
                {
                    limit = error;
                    Write(partition, ends, lowBits, indices, block);
                }
            }

            return limit;
        }

        // Ranks partitions by the scatter of each subset about its own mean, which is cheap and follows the final error well.
        private static void Rank(ReadOnlySpan<Vector4> colors, Span<int> best)
        {
            Span<float> scores = stackalloc float[Candidates];
            scores.Fill(float.MaxValue);
            best.Clear();
            var total = Vector4.Zero;
            foreach (var color in colors)
            {
                total += color;
            }

            for (var partition = 0; partition < Bc7Partitions.Count; partition++)
            {
                int mask = Bc7Partitions.Masks[partition];
                var sum = Vector4.Zero;
                var count = 0;
                for (var i = 0; i < 16; i++)
                {
                    var belongs = (mask >> i) & 1;
                    sum += colors[i] * belongs;
                    count += belongs;
                }

                // Least scatter within is most scatter between: the squares of the sums over their counts.
                var rest = total - sum;
                var score = -((Vector4.Dot(sum, sum) / count) + (Vector4.Dot(rest, rest) / (16 - count)));
                for (var place = 0; place < Candidates; place++)
                {
                    if (score < scores[place])
                    {
                        for (var move = Candidates - 1; move > place; move--)
                        {
                            scores[move] = scores[move - 1];
                            best[move] = best[move - 1];
                        }

                        scores[place] = score;
                        best[place] = partition;
                        break;
                    }
                }
            }
        }

        private static float EncodeSubset(ReadOnlySpan<Vector4> colors, int mask, Span<Vector4> ends, out int lowBit, Span<byte> indices)
        {
            ColorLine.Fit(colors, mask, out var start, out var end);
            Span<float> positions = stackalloc float[16];
            Span<byte> trial = stackalloc byte[16];
            var best = float.MaxValue;
            lowBit = 0;
            for (var pass = 0; pass < 2; pass++)
            {
                for (var low = 0; low < 2; low++)
                {
                    var first = Quantize(start, low);
                    var second = Quantize(end, low);
                    var error = Assign(colors, mask, first, second, trial, positions);
                    if (error < best)
                    {
                        best = error;
                        lowBit = low;
                        ends[0] = first;
                        ends[1] = second;
                        Take(trial, mask, indices);
                    }
                }

                if (!ColorLine.Refine(colors, mask, positions, ref start, ref end))
                {
                    break;
                }
            }

            return best;
        }

        private static void Take(ReadOnlySpan<byte> trial, int mask, Span<byte> indices)
        {
            for (var i = 0; i < 16; i++)
            {
                indices[i] = ((mask >> i) & 1) != 0 ? trial[i] : indices[i];
            }
        }

        // Codes of 7 bits whose lowest is shared by both ends of the line.
        private static Vector4 Quantize(Vector4 color, int lowBit)
        {
            return new Vector4(Quantize(color.X, lowBit), Quantize(color.Y, lowBit), Quantize(color.Z, lowBit), 0);
        }

        private static float Quantize(float value, int lowBit)
        {
            var code = (int)((((value * (127f / 255f)) - lowBit) * 0.5f) + 0.5f);
            return (Math.Min(63, Math.Max(0, code)) * 2) + lowBit;
        }

        private static Vector4 Expand(Vector4 code) => new Vector4(Expand(code.X), Expand(code.Y), Expand(code.Z), 0);

        private static float Expand(float code) => ((int)code << 1) | ((int)code >> 6);

        private static float Assign(ReadOnlySpan<Vector4> colors, int mask, Vector4 first, Vector4 second, Span<byte> indices, Span<float> positions)
        {
            var start = Expand(first);
            var axis = Expand(second) - start;
            var length = Vector4.Dot(axis, axis);
            var scale = length > 0 ? (Steps - 1) / length : 0;
            var error = 0f;
            for (var i = 0; i < 16; i++)
            {
                if (((mask >> i) & 1) == 0)
                {
                    continue;
                }

                var index = (int)Math.Min(Steps - 1, Math.Max(0, (Vector4.Dot(colors[i] - start, axis) * scale) + 0.5f));
                var position = Weights[index] * (1 / 64f);
                var miss = start + (axis * position) - colors[i];
                error += Vector4.Dot(miss, miss);
                indices[i] = (byte)index;
                positions[i] = position;
            }

            return error;
        }

        private static void Write(int partition, ReadOnlySpan<Vector4> ends, ReadOnlySpan<int> lowBits, ReadOnlySpan<byte> indices, Span<byte> block)
        {
            int mask = Bc7Partitions.Masks[partition];
            int anchor = Bc7Partitions.Anchors[partition];
            var turnFirst = indices[0] >= Steps / 2;
            var turnSecond = indices[anchor] >= Steps / 2;
            var a = turnFirst ? ends[1] : ends[0];
            var b = turnFirst ? ends[0] : ends[1];
            var c = turnSecond ? ends[3] : ends[2];
            var d = turnSecond ? ends[2] : ends[3];
            var bits = default(BlockBits);
            bits.Add(1 << 1, 2);
            bits.Add(partition, 6);
            AddCodes(ref bits, a.X, b.X, c.X, d.X);
            AddCodes(ref bits, a.Y, b.Y, c.Y, d.Y);
            AddCodes(ref bits, a.Z, b.Z, c.Z, d.Z);
            bits.Add(lowBits[0], 1);
            bits.Add(lowBits[1], 1);
            for (var i = 0; i < 16; i++)
            {
                var turn = ((mask >> i) & 1) != 0 ? turnSecond : turnFirst;
                bits.Add(turn ? Steps - 1 - indices[i] : indices[i], i == 0 || i == anchor ? 2 : 3);
            }

            bits.CopyTo(block);
        }

        private static void AddCodes(ref BlockBits bits, float a, float b, float c, float d)
        {
            bits.Add((int)a >> 1, 6);
            bits.Add((int)b >> 1, 6);
            bits.Add((int)c >> 1, 6);
            bits.Add((int)d >> 1, 6);
        }
    }
}

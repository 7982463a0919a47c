using System;
using System.Buffers.Binary;
using System.Numerics;

namespace DiffusionTextures.Textures.Compression
{
    /// <summary>BC1 blocks: two RGB565 endpoints and a 2-bit index per texel.</summary>
    internal static class Bc1Encoder
    {
        private const int Refinements = 2;

        /// <summary>Encodes one block.</summary>
        /// <param name="texels">16 texels as 0..255 floats, row by row; not changed.</param>
        /// <param name="mayCutOut">Whether alpha below 128 makes a texel transparent (BC1); BC3 keeps its alpha elsewhere.</param>
        /// <param name="block">8 bytes.</param>
        public static void Encode(ReadOnlySpan<Vector4> texels, bool mayCutOut, Span<byte> block)
        {
            Span<Vector4> colors = stackalloc Vector4[16];
            var mask = 0;
            for (var i = 0; i < 16; i++)
            {
                colors[i] = new Vector4(texels[i].X, texels[i].Y, texels[i].Z, 0);
                mask |= !mayCutOut || texels[i].W >= 128 ? 1 << i : 0;
            }

            if (mask == 0)
            {
                // Equal endpoints select the three-colour mode, whose index 3 is transparent black.
                block.Slice(0, 4).Clear();
                block.Slice(4, 4).Fill(0xFF);
                return;
            }

            var hasHoles = mask != 0xFFFF;
            ColorLine.Fit(colors, mask, out var start, out var end);
            Span<float> positions = stackalloc float[16];
            var best = float.MaxValue;
            for (var pass = 0; pass <= Refinements; pass++)
            {
                var first = Quantize(start);
                var second = Quantize(end);
                var error = Assign(colors, mask, first, second, hasHoles, positions, out var indices);
                if (error < best)
                {
                    best = error;
                    Write(first, second, indices, hasHoles, mask, block);
                }

                if (error == 0 || !ColorLine.Refine(colors, mask, positions, ref start, ref end))
                {
                    break;
                }
            }
        }

        private static int Quantize(Vector4 color)
        {
            var red = (int)((color.X * (31f / 255f)) + 0.5f);
            var green = (int)((color.Y * (63f / 255f)) + 0.5f);
            var blue = (int)((color.Z * (31f / 255f)) + 0.5f);
            return (red << 11) | (green << 5) | blue;
        }

        private static Vector4 Expand(int color)
        {
            var red = color >> 11;
            var green = (color >> 5) & 63;
            var blue = color & 31;
            return new Vector4((red << 3) | (red >> 2), (green << 2) | (green >> 4), (blue << 3) | (blue >> 2), 0);
        }

        // Indices count steps from the first endpoint: 0..3, or 0..2 in the mode with holes.
        private static float Assign(
            ReadOnlySpan<Vector4> colors, int mask, int first, int second, bool hasHoles, Span<float> positions, out uint indices)
        {
            var steps = hasHoles ? 2 : 3;
            var start = Expand(first);
            var axis = Expand(second) - start;
            var length = Vector4.Dot(axis, axis);
            var scale = length > 0 ? steps / length : 0;
            var error = 0f;
            indices = 0;
            for (var i = 0; i < 16; i++)
            {
                if (((mask >> i) & 1) == 0)
                {
                    continue;
                }

                var step = (int)Math.Min(steps, Math.Max(0, (Vector4.Dot(colors[i] - start, axis) * scale) + 0.5f));
                positions[i] = (float)step / steps;
                var miss = start + (axis * positions[i]) - colors[i];
                error += Vector4.Dot(miss, miss);
                indices |= (uint)step << (2 * i);
            }

            return error;
        }

        private static void Write(int first, int second, uint steps, bool hasHoles, int mask, Span<byte> block)
        {
            // The order of the endpoints selects the mode: first > second four colours, else three and a hole.
            var swap = hasHoles ? first > second : first < second;
            uint bits = 0;
            for (var i = 0; i < 16; i++)
            {
                var step = (int)(steps >> (2 * i)) & 3;
                int index;
                if (hasHoles)
                {
                    step = swap ? 2 - step : step;
                    index = ((mask >> i) & 1) == 0 ? 3 : step == 0 ? 0 : step == 2 ? 1 : 2;
                }
                else if (first == second)
                {
                    index = 0;
                }
                else
                {
                    step = swap ? 3 - step : step;
                    index = step == 0 ? 0 : step == 3 ? 1 : step + 1;
                }

                bits |= (uint)index << (2 * i);
            }

            BinaryPrimitives.WriteUInt16LittleEndian(block, (ushort)(swap ? second : first));
            BinaryPrimitives.WriteUInt16LittleEndian(block.Slice(2), (ushort)(swap ? first : second));
            BinaryPrimitives.WriteUInt32LittleEndian(block.Slice(4), bits);
        }
    }
}

using System;
using System.Numerics;

namespace DiffusionTextures.Textures.Compression
{
    /// <summary>BC4 blocks: two 8-bit endpoints and a 3-bit index per texel, always in the mode with eight values.</summary>
    internal static class Bc4Encoder
    {
        private const int Insets = 3;

        /// <summary>Encodes one channel of a block.</summary>
        /// <param name="texels">16 texels as 0..255 floats.</param>
        /// <param name="channel">0 to 3.</param>
        /// <param name="block">8 bytes.</param>
        public static void Encode(ReadOnlySpan<Vector4> texels, int channel, Span<byte> block)
        {
            Span<int> values = stackalloc int[16];
            var low = 255;
            var high = 0;
            for (var i = 0; i < 16; i++)
            {
                var texel = texels[i];
                values[i] = (int)(channel == 0 ? texel.X : channel == 1 ? texel.Y : channel == 2 ? texel.Z : texel.W);
                low = Math.Min(low, values[i]);
                high = Math.Max(high, values[i]);
            }

            // Pulling an endpoint in by a code or two often helps the many texels between more than it costs the one at the end.
            var best = int.MaxValue;
            for (var inset = 0; inset < Insets * Insets; inset++)
            {
                var first = high - (inset / Insets);
                var second = low + (inset % Insets);
                if (first <= second && inset > 0)
                {
                    continue;
                }

                var error = Assign(values, first, second, out var indices);
                if (error < best)
                {
                    best = error;
                    Write(first, second, indices, block);
                }

                if (error == 0)
                {
                    return;
                }
            }
        }

        private static int Assign(ReadOnlySpan<int> values, int first, int second, out ulong indices)
        {
            indices = 0;
            var error = 0;
            var range = first - second;
            for (var i = 0; i < values.Length; i++)
            {
                // Steps from the second (lower) endpoint, 0..7; decoders round the value between, so it is compared times 7.
                var step = range == 0 ? 0 : Math.Min(7, Math.Max(0, (((values[i] - second) * 14) + range) / (2 * range)));
                var miss = (values[i] * 7) - ((second * 7) + (range * step));
                error += miss * miss;
                var index = range == 0 || step == 7 ? 0 : step == 0 ? 1 : 8 - step;
                indices |= (ulong)index << (3 * i);
            }

            return error;
        }

        private static void Write(int first, int second, ulong indices, Span<byte> block)
        {
            block[0] = (byte)first;
            block[1] = (byte)second;
            for (var i = 0; i < 6; i++)
            {
                block[2 + i] = (byte)(indices >> (8 * i));
            }
        }
    }
}

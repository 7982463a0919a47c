using System;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>The two checksums of the format: CRC-32 of chunks (ISO 3309) and Adler-32 of zlib streams (RFC 1950).</summary>
    internal static class PngChecksum
    {
        private const uint AdlerModulus = 65521;

        // The longest run for which the second Adler sum stays below 2^32.
        private const int AdlerRun = 5552;

        private static readonly uint[] CrcTable = MakeCrcTable();

        /// <summary>CRC-32 of <paramref name="bytes"/>, continued from <paramref name="crc"/> (0 to begin).</summary>
        public static uint Crc32(uint crc, ReadOnlySpan<byte> bytes)
        {
            var value = ~crc;
            foreach (var b in bytes)
            {
                value = CrcTable[(value ^ b) & 0xFF] ^ (value >> 8);
            }

            return ~value;
        }

        /// <summary>Adler-32 of <paramref name="bytes"/>.</summary>
        public static uint Adler32(ReadOnlySpan<byte> bytes)
        {
            uint a = 1;
            uint b = 0;
            while (!bytes.IsEmpty)
            {
                var run = bytes.Slice(0, Math.Min(AdlerRun, bytes.Length));
                foreach (var value in run)
                {
                    a += value;
                    b += a;
                }

                a %= AdlerModulus;
                b %= AdlerModulus;
                bytes = bytes.Slice(run.Length);
            }

            return (b << 16) | a;
        }

        private static uint[] MakeCrcTable()
        {
            var table = new uint[256];
            for (uint i = 0; i < table.Length; i++)
            {
                var value = i;
                for (var bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
                }

                table[i] = value;
            }

            return table;
        }
    }
}

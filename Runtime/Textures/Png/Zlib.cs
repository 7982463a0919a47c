using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>zlib streams (RFC 1950) around the platform's raw deflate, which is all that netstandard2.1 has.</summary>
    internal static class Zlib
    {
        private const int HeaderSize = 2;
        private const int ChecksumSize = 4;

        // Deflate cannot do better than 258 bytes for two bits, so a longer promise is a lie that need not be allocated for.
        private const int MaxRatio = 1032;

        /// <summary>Whether <paramref name="compressed"/> bytes could hold <paramref name="expanded"/> bytes at all.</summary>
        public static bool CanExpandTo(long compressed, long expanded) => expanded <= compressed * MaxRatio;

        public static byte[] Compress(byte[] data)
        {
            using var output = new MemoryStream((data.Length / 2) + 64);
            output.WriteByte(0x78);
            output.WriteByte(0x9C);
            using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
            {
                deflate.Write(data, 0, data.Length);
            }

            Span<byte> checksum = stackalloc byte[ChecksumSize];
            BinaryPrimitives.WriteUInt32BigEndian(checksum, PngChecksum.Adler32(data));
            output.Write(checksum);
            return output.ToArray();
        }

        /// <summary>Expands a stream that must hold exactly <paramref name="length"/> bytes.</summary>
        /// <exception cref="TextureFileException">The stream is damaged, or holds fewer or more bytes.</exception>
        public static byte[] ExpandExactly(byte[] stream, int count, int length, string what)
        {
            CheckHeader(stream, count, what);
            if (!CanExpandTo(count, length))
            {
                throw new TextureFileException($"{what} has {count} compressed bytes, too few for the {length} that the header promises. The file is cut off.");
            }

            var result = new byte[length];
            var read = Inflate(stream, count, result, what);
            if (read != length)
            {
                throw new TextureFileException($"{what} ends after {read} of {length} bytes. The file is cut off or damaged.");
            }

            CheckAdler(stream, count, result, what);
            return result;
        }

        /// <summary>Expands a stream of unknown size up to <paramref name="limit"/> bytes.</summary>
        /// <exception cref="TextureFileException">The stream is damaged, or holds more bytes.</exception>
        public static byte[] ExpandUpTo(byte[] stream, int count, int limit, string what)
        {
            CheckHeader(stream, count, what);
            var buffer = new byte[(int)Math.Min(limit, (long)count * MaxRatio)];
            var read = Inflate(stream, count, buffer, what);
            Array.Resize(ref buffer, read);
            CheckAdler(stream, count, buffer, what);
            return buffer;
        }

        private static void CheckHeader(byte[] stream, int count, string what)
        {
            if (count < HeaderSize + ChecksumSize)
            {
                throw new TextureFileException($"{what} has {count} bytes, too few for a zlib stream. The file is cut off.");
            }

            var method = stream[0];
            var flags = stream[1];
            if ((method & 0x0F) != 8 || (method >> 4) > 7 || ((method << 8) | flags) % 31 != 0 || (flags & 0x20) != 0)
            {
                throw new TextureFileException($"{what} starts with 0x{method:X2}{flags:X2}, which is no zlib stream that PNG allows. The file is damaged.");
            }
        }

        private static int Inflate(byte[] stream, int count, byte[] target, string what)
        {
            try
            {
                using var input = new MemoryStream(stream, HeaderSize, count - HeaderSize - ChecksumSize, writable: false);
                using var deflate = new DeflateStream(input, CompressionMode.Decompress);
                var total = 0;
                while (total < target.Length)
                {
                    var read = deflate.Read(target, total, target.Length - total);
                    if (read == 0)
                    {
                        return total;
                    }

                    total += read;
                }

                if (deflate.ReadByte() >= 0)
                {
                    throw new TextureFileException($"{what} expands to more than the {target.Length} bytes expected. The file is damaged or hostile.");
                }

                return total;
            }
            catch (InvalidDataException exception)
            {
                throw new TextureFileException($"{what} is no valid deflate stream. The file is damaged.", exception);
            }
        }

        private static void CheckAdler(byte[] stream, int count, byte[] expanded, string what)
        {
            var stored = BinaryPrimitives.ReadUInt32BigEndian(stream.AsSpan(count - ChecksumSize, ChecksumSize));
            var computed = PngChecksum.Adler32(expanded);
            if (stored != computed)
            {
                throw new TextureFileException($"{what} has checksum 0x{stored:X8} but its content gives 0x{computed:X8}. The file is damaged.");
            }
        }
    }
}

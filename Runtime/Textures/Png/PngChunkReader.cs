using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>Walks the chunks of a PNG file in memory; bounds and checksum of each are checked before it is shown.</summary>
    internal ref struct PngChunkReader
    {
        private const int Overhead = 12;

        private static readonly byte[] Signature = { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A };

        private readonly ReadOnlySpan<byte> _file;
        private int _position;

        /// <exception cref="TextureFileException">The file does not start as a PNG file does.</exception>
        public PngChunkReader(ReadOnlySpan<byte> file)
        {
            if (!file.StartsWith(Signature))
            {
                throw new TextureFileException("It does not start with the PNG signature. Give a PNG file.");
            }

            _file = file;
            _position = Signature.Length;
            Type = default;
            Data = default;
            DataOffset = 0;
        }

        /// <summary>Four characters as one big-endian number: see <see cref="PngChunkType"/>.</summary>
        public uint Type { get; private set; }

        public ReadOnlySpan<byte> Data { get; private set; }

        /// <summary>Where <see cref="Data"/> starts in the file.</summary>
        public int DataOffset { get; private set; }

        /// <summary>Goes to the next chunk. A file always ends in IEND, so there is always one more until that.</summary>
        /// <exception cref="TextureFileException">The file ends inside the chunk, or its checksum is wrong.</exception>
        public void Next()
        {
            var rest = _file.Slice(_position);
            if (rest.Length < Overhead)
            {
                throw new TextureFileException($"The PNG file ends at byte {_file.Length}, before its IEND chunk. It is cut off.");
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > (uint)(rest.Length - Overhead))
            {
                throw new TextureFileException(
                    $"The PNG chunk at byte {_position} claims {length} bytes, but {rest.Length - Overhead} are left. The file is cut off or damaged.");
            }

            var stored = BinaryPrimitives.ReadUInt32BigEndian(rest.Slice(8 + (int)length));
            var computed = PngChecksum.Crc32(0, rest.Slice(4, 4 + (int)length));
            if (stored != computed)
            {
                throw new TextureFileException(
                    $"The PNG chunk at byte {_position} has checksum 0x{stored:X8} but its content gives 0x{computed:X8}. The file is damaged.");
            }

            Type = BinaryPrimitives.ReadUInt32BigEndian(rest.Slice(4));
            DataOffset = _position + 8;
            Data = rest.Slice(8, (int)length);
            _position += Overhead + (int)length;
        }
    }
}

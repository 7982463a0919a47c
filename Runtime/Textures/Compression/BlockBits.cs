using System;
using System.Buffers.Binary;

namespace DiffusionTextures.Textures.Compression
{
    /// <summary>Fills the 128 bits of a block from the lowest on.</summary>
    internal ref struct BlockBits
    {
        private ulong _low;
        private ulong _high;
        private int _position;

        public void Add(int value, int bits)
        {
            if (_position < 64)
            {
                _low |= (ulong)value << _position;
                if (_position + bits > 64)
                {
                    _high |= (ulong)value >> (64 - _position);
                }
            }
            else
            {
                _high |= (ulong)value << (_position - 64);
            }

            _position += bits;
        }

        public readonly void CopyTo(Span<byte> block)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(block, _low);
            BinaryPrimitives.WriteUInt64LittleEndian(block.Slice(8), _high);
        }
    }
}

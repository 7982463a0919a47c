using System;
using System.IO;

namespace DiffusionTextures.Graphs
{
    /// <summary>Walks protobuf fields in a file without reading the large ones. Every length is checked against the file before it is used.</summary>
    internal sealed class WireFile
    {
        /// <summary>No part of a graph that has to be held in memory is larger. Weights are not held.</summary>
        public const long LargestField = 64L << 20;

        private readonly Stream _stream;
        private readonly byte[] _buffer = new byte[1 << 16];
        private long _bufferStart;
        private int _bufferLength;

        public WireFile(Stream stream)
        {
            _stream = stream;
            Length = stream.Length;
        }

        public long Length { get; }

        /// <summary>Where the next read starts, in bytes from the start of the file.</summary>
        public long Position { get; private set; }

        public int Field { get; private set; }

        public WireType Type { get; private set; }

        /// <summary>Steps on the next field before <paramref name="end"/>.</summary>
        public bool Next(long end)
        {
            if (Position >= end)
                return false;
            ulong tag = Varint(end);
            if (tag >> 3 == 0 || tag >> 3 > 0x1FFFFFFF)
                throw new WireException($"a field at byte {Position} has the impossible number {tag >> 3}");
            Field = (int)(tag >> 3);
            Type = (WireType)(tag & 7);
            return true;
        }

        public ulong Varint(long end)
        {
            ulong value = 0;
            for (int shift = 0; shift < 70; shift += 7)
            {
                if (Position >= end)
                    throw new WireException($"a number at byte {Position} is cut off");
                byte b = Byte();
                value |= shift < 64 ? (ulong)(b & 0x7F) << shift : 0;
                if (b < 0x80)
                    return value;
            }
            throw new WireException($"a number at byte {Position} is longer than ten bytes");
        }

        /// <summary>Enters a field with a length and gives the position behind it.</summary>
        public long Enter(long end)
        {
            if (Type != WireType.Bytes)
                throw new WireException($"field {Field} at byte {Position} has the wire type {(int)Type} instead of 2");
            ulong length = Varint(end);
            if (length > (ulong)(end - Position))
                throw new WireException($"field {Field} at byte {Position} says it has {length} bytes, but {end - Position} are left");
            return Position + (long)length;
        }

        /// <summary>Reads a field with a length into memory.</summary>
        /// <exception cref="WireException">It is longer than what is left or than <see cref="LargestField"/>.</exception>
        public byte[] Bytes(long end)
        {
            long stop = Enter(end);
            return Read(stop - Position);
        }

        public byte[] Read(long count)
        {
            if (count > LargestField)
                throw new WireException($"a part of the graph at byte {Position} has {count} bytes; at most {LargestField} can be held in memory");
            var bytes = new byte[count];
            int done = 0;
            while (done < bytes.Length)
            {
                int inBuffer = Fill();
                int take = Math.Min(inBuffer, bytes.Length - done);
                _buffer.AsSpan((int)(Position - _bufferStart), take).CopyTo(bytes.AsSpan(done));
                done += take;
                Position += take;
            }
            return bytes;
        }

        /// <summary>Passes the value of the field by.</summary>
        public void Skip(long end)
        {
            long stop = Type switch
            {
                WireType.Varint => SkipVarint(end),
                WireType.Fixed64 => Position + 8,
                WireType.Bytes => Enter(end),
                WireType.Fixed32 => Position + 4,
                _ => throw new WireException($"a field at byte {Position} has the unknown wire type {(int)Type}"),
            };
            if (stop > end)
                throw new WireException($"field {Field} at byte {Position} is cut off");
            Position = stop;
        }

        public void MoveTo(long position) => Position = position;

        private long SkipVarint(long end)
        {
            Varint(end);
            return Position;
        }

        private byte Byte()
        {
            Fill();
            return _buffer[Position++ - _bufferStart];
        }

        /// <summary>Bytes that the buffer holds from <see cref="Position"/> on; at least one.</summary>
        private int Fill()
        {
            long at = Position - _bufferStart;
            if (at >= 0 && at < _bufferLength)
                return (int)(_bufferLength - at);
            _stream.Position = Position;
            _bufferStart = Position;
            _bufferLength = _stream.Read(_buffer, 0, _buffer.Length);
            if (_bufferLength == 0)
                throw new WireException($"the file ends at byte {Position} in the middle of a field");
            return _bufferLength;
        }
    }
}

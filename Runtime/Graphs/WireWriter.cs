using System;
using System.Buffers.Binary;
using System.Text;

namespace DiffusionTextures.Graphs
{
    /// <summary>Writes protobuf fields into a buffer that grows. Not for several threads.</summary>
    internal sealed class WireWriter
    {
        private byte[] _buffer = new byte[256];

        /// <summary>Bytes written so far.</summary>
        public int Length { get; private set; }

        /// <summary>What was written, a copy.</summary>
        public byte[] ToArray() => _buffer.AsSpan(0, Length).ToArray();

        /// <summary>What was written; valid until the next write.</summary>
        public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

        public void Clear() => Length = 0;

        public void Varint(int field, long value)
        {
            Tag(field, WireType.Varint);
            Number(unchecked((ulong)value));
        }

        public void Float(int field, float value)
        {
            Tag(field, WireType.Fixed32);
            BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), BitConverter.SingleToInt32Bits(value));
        }

        public void Bytes(int field, ReadOnlySpan<byte> value) => value.CopyTo(BytesToFill(field, value.Length));

        public void String(int field, string value)
        {
            int length = Encoding.UTF8.GetByteCount(value);
            Encoding.UTF8.GetBytes(value, BytesToFill(field, length));
        }

        /// <summary>Writes the head of a field of <paramref name="length"/> bytes and gives the room for its value.</summary>
        public Span<byte> BytesToFill(int field, int length)
        {
            Tag(field, WireType.Bytes);
            Number((ulong)length);
            return Reserve(length);
        }

        /// <summary>Appends whole fields that were read elsewhere.</summary>
        public void Raw(ReadOnlySpan<byte> fields) => fields.CopyTo(Reserve(fields.Length));

        private void Tag(int field, WireType type) => Number(((ulong)field << 3) | (ulong)type);

        private void Number(ulong value)
        {
            while (value >= 0x80)
            {
                Reserve(1)[0] = (byte)(value | 0x80);
                value >>= 7;
            }
            Reserve(1)[0] = (byte)value;
        }

        private Span<byte> Reserve(int count)
        {
            if (count > int.MaxValue - 64 - Length)
                throw new WireException("the graph is larger than the 2 GB that protobuf allows");
            if (Length + count > _buffer.Length)
                Array.Resize(ref _buffer, (int)Math.Min(int.MaxValue - 64L, Math.Max(Length + (long)count, _buffer.Length * 2L)));
            Span<byte> room = _buffer.AsSpan(Length, count);
            Length += count;
            return room;
        }
    }
}

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace DiffusionTextures.Graphs
{
    /// <summary>Walks the fields of one protobuf message that lies in memory. Every length is checked before it is used.</summary>
    internal ref struct WireReader
    {
        private static readonly UTF8Encoding Strict = new UTF8Encoding(false, true);
        private readonly ReadOnlySpan<byte> _bytes;
        private int _at;
        private int _fieldStart;

        public WireReader(ReadOnlySpan<byte> bytes)
        {
            _bytes = bytes;
            _at = 0;
            _fieldStart = 0;
            Field = 0;
            Type = WireType.Varint;
        }

        /// <summary>Number of the field that <see cref="Next"/> stands on.</summary>
        public int Field { get; private set; }

        /// <summary>Wire type of the field that <see cref="Next"/> stands on.</summary>
        public WireType Type { get; private set; }

        /// <summary>Steps on the next field. Its value must be read or skipped before the next call.</summary>
        public bool Next()
        {
            if (_at >= _bytes.Length)
                return false;
            _fieldStart = _at;
            ulong tag = Varint();
            if (tag >> 3 == 0 || tag >> 3 > 0x1FFFFFFF)
                throw new WireException($"a field has the impossible number {tag >> 3}");
            Field = (int)(tag >> 3);
            Type = (WireType)(tag & 7);
            return true;
        }

        public ulong Varint()
        {
            ulong value = 0;
            for (int shift = 0; shift < 70; shift += 7)
            {
                if (_at >= _bytes.Length)
                    throw new WireException("a number is cut off");
                byte b = _bytes[_at++];
                value |= shift < 64 ? (ulong)(b & 0x7F) << shift : 0;
                if (b < 0x80)
                    return value;
            }
            throw new WireException("a number is longer than ten bytes");
        }

        public long Int64()
        {
            Expect(WireType.Varint);
            return unchecked((long)Varint());
        }

        /// <summary>An enum or a 32-bit number.</summary>
        public int Int32() => unchecked((int)Int64());

        public float Float()
        {
            Expect(WireType.Fixed32);
            return BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
        }

        public ReadOnlySpan<byte> Bytes()
        {
            Expect(WireType.Bytes);
            ulong length = Varint();
            if (length > (ulong)(_bytes.Length - _at))
                throw new WireException($"field {Field} is longer than its message");
            return Take((int)length);
        }

        public string String() => Text(Bytes());

        /// <summary>Strict UTF-8: a name that cannot be written back unchanged is refused.</summary>
        public static string Text(ReadOnlySpan<byte> bytes)
        {
            try
            {
                return Strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new WireException("a name is not UTF-8");
            }
        }

        /// <summary>Appends one or many packed numbers to <paramref name="values"/>.</summary>
        public void Int64s(List<long> values)
        {
            if (Type == WireType.Varint)
            {
                values.Add(Int64());
                return;
            }
            var packed = new WireReader(Bytes());
            while (packed._at < packed._bytes.Length)
                values.Add(unchecked((long)packed.Varint()));
        }

        /// <summary>Passes the field by and gives all its bytes, tag included.</summary>
        public ReadOnlySpan<byte> Skip()
        {
            switch (Type)
            {
                case WireType.Varint: Varint(); break;
                case WireType.Fixed64: Take(8); break;
                case WireType.Bytes: Bytes(); break;
                case WireType.Fixed32: Take(4); break;
                default: throw new WireException($"a field has the unknown wire type {(int)Type}");
            }
            return _bytes.Slice(_fieldStart, _at - _fieldStart);
        }

        private readonly void Expect(WireType type)
        {
            if (Type != type)
                throw new WireException($"field {Field} has the wire type {(int)Type} instead of {(int)type}");
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > _bytes.Length - _at)
                throw new WireException("a field is cut off");
            ReadOnlySpan<byte> taken = _bytes.Slice(_at, count);
            _at += count;
            return taken;
        }
    }
}

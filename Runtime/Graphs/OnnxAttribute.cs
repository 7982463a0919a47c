using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>One attribute of a node. It keeps the bytes that it was read from, so that what nobody edits is written back unchanged.</summary>
    internal sealed class OnnxAttribute
    {
        private const int FloatField = 2, IntField = 3, StringField = 4, TensorField = 5, IntsField = 8, TypeField = 20;
        private readonly byte[] _message;

        public OnnxAttribute(string name, byte[] message)
        {
            Name = name;
            _message = message;
        }

        public string Name { get; }

        /// <summary>The AttributeProto.</summary>
        public ReadOnlySpan<byte> Message => _message;

        public static OnnxAttribute Int(string name, long value)
        {
            WireWriter writer = Start(name);
            writer.Varint(IntField, value);
            return End(writer, name, 2);
        }

        public static OnnxAttribute Float(string name, float value)
        {
            WireWriter writer = Start(name);
            writer.Float(FloatField, value);
            return End(writer, name, 1);
        }

        public static OnnxAttribute String(string name, string value)
        {
            WireWriter writer = Start(name);
            writer.String(StringField, value);
            return End(writer, name, 3);
        }

        public static OnnxAttribute Ints(string name, params long[] values)
        {
            WireWriter writer = Start(name);
            foreach (long value in values)
                writer.Varint(IntsField, value);
            return End(writer, name, 7);
        }

        /// <summary>The value of an integer attribute; <paramref name="missing"/> where it holds none.</summary>
        public long AsInt(long missing)
        {
            var reader = new WireReader(_message);
            while (reader.Next())
            {
                if (reader.Field == IntField)
                    return reader.Int64();
                reader.Skip();
            }
            return missing;
        }

        /// <summary>The value of a real attribute; <paramref name="missing"/> where it holds none.</summary>
        public float AsFloat(float missing)
        {
            var reader = new WireReader(_message);
            while (reader.Next())
            {
                if (reader.Field == FloatField)
                    return reader.Float();
                reader.Skip();
            }
            return missing;
        }

        /// <summary>The text of a string attribute; empty where it holds none.</summary>
        public string AsString()
        {
            var reader = new WireReader(_message);
            while (reader.Next())
            {
                if (reader.Field == StringField)
                    return reader.String();
                reader.Skip();
            }
            return "";
        }

        public long[] AsInts()
        {
            var values = new List<long>();
            var reader = new WireReader(_message);
            while (reader.Next())
            {
                if (reader.Field == IntsField)
                    reader.Int64s(values);
                else
                    reader.Skip();
            }
            return values.ToArray();
        }

        /// <summary>The TensorProto of a tensor attribute; empty where it holds none.</summary>
        public ReadOnlySpan<byte> AsTensor()
        {
            var reader = new WireReader(_message);
            while (reader.Next())
            {
                if (reader.Field == TensorField)
                    return reader.Bytes();
                reader.Skip();
            }
            return default;
        }

        private static WireWriter Start(string name)
        {
            var writer = new WireWriter();
            writer.String(1, name);
            return writer;
        }

        private static OnnxAttribute End(WireWriter writer, string name, int type)
        {
            writer.Varint(TypeField, type);
            return new OnnxAttribute(name, writer.ToArray());
        }
    }
}

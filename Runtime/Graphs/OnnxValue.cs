using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>Name and type of an input, an output or a value inside (ValueInfoProto). It keeps the bytes that it was read from.</summary>
    internal sealed class OnnxValue
    {
        public OnnxValue(string name, byte[] message)
        {
            Name = name;
            Message = message;
        }

        public string Name { get; }

        public byte[] Message { get; }

        /// <summary>A tensor's type and axes.</summary>
        /// <param name="name">Name of the value.</param>
        /// <param name="type">Element type.</param>
        /// <param name="axes">One text an axis: digits for a fixed size, a name for a free one.</param>
        public static OnnxValue Tensor(string name, ElementType type, params string[] axes)
        {
            var shape = new WireWriter();
            foreach (string axis in axes)
            {
                var dimension = new WireWriter();
                if (long.TryParse(axis, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long size))
                    dimension.Varint(1, size);
                else
                    dimension.String(2, axis);
                shape.Bytes(1, dimension.Written);
            }
            var tensor = new WireWriter();
            tensor.Varint(1, (long)type);
            tensor.Bytes(2, shape.Written);
            var typeMessage = new WireWriter();
            typeMessage.Bytes(1, tensor.Written);
            var value = new WireWriter();
            value.String(1, name);
            value.Bytes(2, typeMessage.Written);
            return new OnnxValue(name, value.ToArray());
        }

        /// <summary>Element type of a tensor; Undefined where none is stated.</summary>
        public ElementType ElementType
        {
            get
            {
                var reader = new WireReader(TensorType());
                while (reader.Next())
                {
                    if (reader.Field == 1)
                        return (ElementType)reader.Int32();
                    reader.Skip();
                }
                return ElementType.Undefined;
            }
        }

        /// <summary>One text an axis: digits for a fixed size, a name for a free one, "?" for an unknown one. Null where no shape is stated.</summary>
        public string[]? Axes
        {
            get
            {
                var reader = new WireReader(TensorType());
                while (reader.Next())
                {
                    if (reader.Field == 2)
                        return ReadAxes(reader.Bytes());
                    reader.Skip();
                }
                return null;
            }
        }

        private static string[] ReadAxes(ReadOnlySpan<byte> shape)
        {
            var axes = new List<string>();
            var reader = new WireReader(shape);
            while (reader.Next())
            {
                if (reader.Field != 1)
                {
                    reader.Skip();
                    continue;
                }
                string axis = "?";
                var dimension = new WireReader(reader.Bytes());
                while (dimension.Next())
                {
                    if (dimension.Field == 1)
                        axis = dimension.Int64().ToString(System.Globalization.CultureInfo.InvariantCulture);
                    else if (dimension.Field == 2)
                        axis = dimension.String();
                    else
                        dimension.Skip();
                }
                axes.Add(axis);
            }
            return axes.ToArray();
        }

        private ReadOnlySpan<byte> TensorType()
        {
            var reader = new WireReader(Message);
            while (reader.Next())
            {
                if (reader.Field == 2)
                {
                    var type = new WireReader(reader.Bytes());
                    while (type.Next())
                    {
                        if (type.Field == 1)
                            return type.Bytes();
                        type.Skip();
                    }
                    return default;
                }
                reader.Skip();
            }
            return default;
        }
    }
}

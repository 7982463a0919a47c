using System;
using System.Collections.Generic;
using System.Globalization;

namespace DiffusionTextures.Models.Json
{
    /// <summary>What a <see cref="JsonValue"/> holds.</summary>
    internal enum JsonKind
    {
        Null,
        Boolean,
        Number,
        String,
        Array,
        Object,
    }

    /// <summary>One value of a parsed JSON document (RFC 8259). Immutable.</summary>
    /// <remarks>
    /// Why our own: netstandard2.1 has no JSON, Unity's Newtonsoft package cannot be named in a package.json that npm reads too, and a
    /// second copy of Newtonsoft.Json breaks projects that have Unity's.
    /// </remarks>
    internal sealed class JsonValue
    {
        private static readonly IReadOnlyDictionary<string, JsonValue> EmptyMembers = new Dictionary<string, JsonValue>();

        /// <summary>The JSON null.</summary>
        public static readonly JsonValue Null = new JsonValue(JsonKind.Null, string.Empty, System.Array.Empty<JsonValue>(), EmptyMembers);

        private readonly string _text;

        private JsonValue(JsonKind kind, string text, IReadOnlyList<JsonValue> items, IReadOnlyDictionary<string, JsonValue> members)
        {
            Kind = kind;
            _text = text;
            Items = items;
            Members = members;
        }

        public JsonKind Kind { get; }

        /// <summary>The elements of an array; empty for every other kind.</summary>
        public IReadOnlyList<JsonValue> Items { get; }

        /// <summary>The members of an object; empty for every other kind. Of members with one name the last counts.</summary>
        public IReadOnlyDictionary<string, JsonValue> Members { get; }

        /// <summary>Parses a whole document.</summary>
        /// <exception cref="JsonException">The text is not JSON, or nests deeper than 128 levels.</exception>
        public static JsonValue Parse(string text) => new JsonReader(text).ReadDocument();

        public static JsonValue Boolean(bool value) => new JsonValue(JsonKind.Boolean, value ? "true" : "false", System.Array.Empty<JsonValue>(), EmptyMembers);

        public static JsonValue String(string value) => new JsonValue(JsonKind.String, value, System.Array.Empty<JsonValue>(), EmptyMembers);

        /// <summary>A number by its JSON text, kept verbatim.</summary>
        public static JsonValue Number(string text) => new JsonValue(JsonKind.Number, text, System.Array.Empty<JsonValue>(), EmptyMembers);

        public static JsonValue Array(IReadOnlyList<JsonValue> items) => new JsonValue(JsonKind.Array, string.Empty, items, EmptyMembers);

        public static JsonValue Object(IReadOnlyDictionary<string, JsonValue> members)
        {
            return new JsonValue(JsonKind.Object, string.Empty, System.Array.Empty<JsonValue>(), members);
        }

        /// <summary>The member <paramref name="name"/>, or null when this is no object, has no such member, or the member is JSON null.</summary>
        public JsonValue? Find(string name)
        {
            return Members.TryGetValue(name, out var member) && member.Kind != JsonKind.Null ? member : null;
        }

        /// <exception cref="JsonException">This is not a boolean.</exception>
        public bool AsBoolean()
        {
            Expect(JsonKind.Boolean, "true or false");
            return _text == "true";
        }

        /// <exception cref="JsonException">This is not a string.</exception>
        public string AsString()
        {
            Expect(JsonKind.String, "a string");
            return _text;
        }

        /// <exception cref="JsonException">This is not a number.</exception>
        public double AsDouble()
        {
            Expect(JsonKind.Number, "a number");
            return double.Parse(_text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        /// <exception cref="JsonException">This is not a whole number, or it does not fit into 64 bits.</exception>
        public long AsInt64()
        {
            var value = AsDouble();
            if (long.TryParse(_text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            {
                return whole;
            }

            if (value != Math.Floor(value) || Math.Abs(value) > 1L << 53)
            {
                throw new JsonException($"Expected a whole number, found {_text}.");
            }

            return (long)value;
        }

        /// <exception cref="JsonException">This is not a whole number, or it does not fit into 32 bits.</exception>
        public int AsInt32()
        {
            var value = AsInt64();
            if (value < int.MinValue || value > int.MaxValue)
            {
                throw new JsonException($"Expected a whole number of 32 bits, found {_text}.");
            }

            return (int)value;
        }

        /// <summary>Short description for messages: the value itself, or what kind of collection it is.</summary>
        public override string ToString()
        {
            return Kind switch
            {
                JsonKind.Null => "null",
                JsonKind.String => $"\"{_text}\"",
                JsonKind.Array => $"an array of {Items.Count}",
                JsonKind.Object => $"an object of {Members.Count}",
                _ => _text,
            };
        }

        private void Expect(JsonKind kind, string expected)
        {
            if (Kind != kind)
            {
                throw new JsonException($"Expected {expected}, found {this}.");
            }
        }
    }
}

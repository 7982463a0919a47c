using System;
using System.Collections.Generic;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Authoring
{
    /// <summary>One object of a document while it is read: knows its place for messages, and which of its members nobody asked for.</summary>
    internal sealed class DocumentObject
    {
        private readonly JsonValue _value;
        private readonly string _path;
        private readonly HashSet<string> _known = new HashSet<string>(StringComparer.Ordinal);
        private readonly List<KeyValuePair<UnknownPlace, DocumentObject>> _children = new List<KeyValuePair<UnknownPlace, DocumentObject>>();

        /// <exception cref="MaterialException">Not an object.</exception>
        public DocumentObject(JsonValue value, string path)
        {
            _value = value;
            _path = path;
            if (value.Kind != JsonKind.Object)
            {
                throw Wrong(string.Empty, "an object", value);
            }
        }

        public string Text(string key, string absent) => OptionalText(key) ?? absent;

        public string? OptionalText(string key)
        {
            return Find(key) is { } value ? value.Kind == JsonKind.String ? value.AsString() : throw Wrong(key, "a string", value) : null;
        }

        public bool Flag(string key, bool absent)
        {
            return Find(key) is { } value ? value.Kind == JsonKind.Boolean ? value.AsBoolean() : throw Wrong(key, "true or false", value) : absent;
        }

        public long? Whole(string key, long minimum, long maximum)
        {
            if (Find(key) is not { } value)
            {
                return null;
            }

            try
            {
                var number = value.AsInt64();
                return number >= minimum && number <= maximum ? number : throw Wrong(key, $"{minimum} to {maximum}", value);
            }
            catch (JsonException)
            {
                throw Wrong(key, "a whole number", value);
            }
        }

        public float? Number(string key, float minimum, float maximum)
        {
            if (Find(key) is not { } value)
            {
                return null;
            }

            var number = value.Kind == JsonKind.Number ? (float)value.AsDouble() : throw Wrong(key, "a number", value);
            return number >= minimum && number <= maximum ? number : throw Wrong(key, FormattableString.Invariant($"{minimum} to {maximum}"), value);
        }

        public T Choice<T>(string key, T absent, Func<string, T?> parse, string expected)
            where T : struct
        {
            return OptionalText(key) is { } text ? parse(text) ?? throw Wrong(key, expected, JsonValue.String(text)) : absent;
        }

        public DocumentObject? Object(string key)
        {
            if (Find(key) is not { } value)
            {
                return null;
            }

            var child = new DocumentObject(value, PathOf(key));
            _children.Add(new KeyValuePair<UnknownPlace, DocumentObject>(new UnknownPlace(key, null, string.Empty), child));
            return child;
        }

        /// <param name="key">The list.</param>
        /// <param name="identity">The member by which an entry is found again when it is written; null where entries keep their own unknown keys.</param>
        public List<DocumentObject> Objects(string key, string? identity)
        {
            var objects = new List<DocumentObject>();
            foreach (var item in Items(key))
            {
                var entry = new DocumentObject(item, $"{PathOf(key)}[{objects.Count}]");
                objects.Add(entry);
                if (identity != null)
                {
                    _children.Add(new KeyValuePair<UnknownPlace, DocumentObject>(new UnknownPlace(key, identity, entry.Text(identity, string.Empty)), entry));
                }
            }

            return objects;
        }

        public IReadOnlyList<JsonValue> Items(string key)
        {
            return Find(key) is { } value ? value.Kind == JsonKind.Array ? value.Items : throw Wrong(key, "a list", value) : Array.Empty<JsonValue>();
        }

        /// <summary>The members that were not asked for, here and in the objects below.</summary>
        public UnknownKeys Rest()
        {
            var rest = new List<KeyValuePair<string, JsonValue>>();
            foreach (var member in _value.Members)
            {
                if (!_known.Contains(member.Key))
                {
                    rest.Add(member);
                }
            }

            var below = new List<KeyValuePair<UnknownPlace, UnknownKeys>>();
            foreach (var child in _children)
            {
                var unknown = child.Value.Rest();
                if (!unknown.IsEmpty)
                {
                    below.Add(new KeyValuePair<UnknownPlace, UnknownKeys>(child.Key, unknown));
                }
            }

            return rest.Count + below.Count == 0 ? UnknownKeys.None : new UnknownKeys(rest, below);
        }

        public MaterialException Wrong(string key, string expected, JsonValue found)
        {
            return new MaterialException($"{PathOf(key)} in the document is {found}, expected {expected}. Correct the file, or take an older copy of it from version control.");
        }

        private JsonValue? Find(string key)
        {
            _known.Add(key);
            return _value.Find(key);
        }

        private string PathOf(string key) => key.Length == 0 ? _path.Length == 0 ? "The text" : _path : _path.Length == 0 ? key : $"{_path}.{key}";
    }
}

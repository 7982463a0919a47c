using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Authoring
{
    /// <summary>The members of an object that is being written, in the order in which they were added. What equals its default is left out.</summary>
    internal sealed class DocumentMembers : IReadOnlyDictionary<string, JsonValue>
    {
        private readonly List<KeyValuePair<string, JsonValue>> _members = new List<KeyValuePair<string, JsonValue>>();

        public int Count => _members.Count;

        public IEnumerable<string> Keys
        {
            get
            {
                foreach (var member in _members)
                {
                    yield return member.Key;
                }
            }
        }

        public IEnumerable<JsonValue> Values
        {
            get
            {
                foreach (var member in _members)
                {
                    yield return member.Value;
                }
            }
        }

        public JsonValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

        public DocumentMembers Add(string key, JsonValue value)
        {
            _members.Add(new KeyValuePair<string, JsonValue>(key, value));
            return this;
        }

        public DocumentMembers Text(string key, string? value) => string.IsNullOrEmpty(value) ? this : Add(key, JsonValue.String(value!));

        public DocumentMembers Whole(string key, long? value) => value is { } number ? Add(key, WholeOf(number)) : this;

        public DocumentMembers Number(string key, float? value) => value is { } number ? Add(key, NumberOf(number)) : this;

        public DocumentMembers Flag(string key, bool value, bool absent = false) => value == absent ? this : Add(key, JsonValue.Boolean(value));

        public DocumentMembers List(string key, IReadOnlyList<JsonValue> items) => items.Count == 0 ? this : Add(key, JsonValue.Array(items));

        public DocumentMembers Object(string key, DocumentMembers members) => members.Count == 0 ? this : Add(key, members.ToValue());

        /// <summary>Appends members that nobody knows, here and in the objects below. Those of a list's entry that is gone are gone too.</summary>
        public DocumentMembers Rest(UnknownKeys unknown)
        {
            _members.AddRange(unknown.Members);
            foreach (var below in unknown.Below)
            {
                Place(below.Key)?.Rest(below.Value);
            }

            return this;
        }

        public JsonValue ToValue() => JsonValue.Object(this);

        public bool ContainsKey(string key) => TryGetValue(key, out _);

        public bool TryGetValue(string key, out JsonValue value)
        {
            foreach (var member in _members)
            {
                if (member.Key == key)
                {
                    value = member.Value;
                    return true;
                }
            }

            value = JsonValue.Null;
            return false;
        }

        public IEnumerator<KeyValuePair<string, JsonValue>> GetEnumerator() => _members.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private DocumentMembers? Place(UnknownPlace place)
        {
            if (place.Identity == null)
            {
                if (TryGetValue(place.Key, out var child))
                {
                    return (DocumentMembers)child.Members;
                }

                var added = new DocumentMembers();
                Add(place.Key, added.ToValue());
                return added;
            }

            if (TryGetValue(place.Key, out var list))
            {
                foreach (var item in list.Items)
                {
                    if (item.Find(place.Identity)?.AsString() == place.Value)
                    {
                        return (DocumentMembers)item.Members;
                    }
                }
            }

            return null;
        }

        internal static JsonValue WholeOf(long value) => JsonValue.Number(value.ToString(CultureInfo.InvariantCulture));

        internal static JsonValue NumberOf(float value) => JsonValue.Number(value.ToString("R", CultureInfo.InvariantCulture));
    }
}

using System.Collections.Generic;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Authoring
{
    /// <summary>Members of a document's object that this version does not know, in ordinal order: what a newer tool or a person added is not lost.</summary>
    internal sealed class UnknownKeys
    {
        public static readonly UnknownKeys None = new UnknownKeys(
            new List<KeyValuePair<string, JsonValue>>(), new List<KeyValuePair<UnknownPlace, UnknownKeys>>());

        public UnknownKeys(List<KeyValuePair<string, JsonValue>> members, List<KeyValuePair<UnknownPlace, UnknownKeys>> below)
        {
            members.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
            Members = members;
            Below = below;
        }

        public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; }

        /// <summary>What is unknown in the objects below.</summary>
        public IReadOnlyList<KeyValuePair<UnknownPlace, UnknownKeys>> Below { get; }

        public bool IsEmpty => Members.Count == 0 && Below.Count == 0;
    }

    /// <summary>Where an object lies in the one above: a member, or the entry of a list whose member <see cref="Identity"/> is <see cref="Value"/>.</summary>
    internal sealed class UnknownPlace
    {
        public UnknownPlace(string key, string? identity, string value)
        {
            Key = key;
            Identity = identity;
            Value = value;
        }

        public string Key { get; }

        public string? Identity { get; }

        public string Value { get; }
    }
}

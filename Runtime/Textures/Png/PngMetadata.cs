using System;
using System.Collections.Generic;

namespace DiffusionTextures
{
    /// <summary>The text entries of a PNG file, in order. Immutable.</summary>
    public sealed class PngMetadata
    {
        /// <summary>The key under which AUTOMATIC1111's web UI and the tools around it keep the prompt and the settings.</summary>
        public const string ParametersKey = "parameters";

        /// <summary>The key of our own entry: the whole request as JSON.</summary>
        public const string RequestKey = "diffusiontextures";

        /// <summary>No entries.</summary>
        public static readonly PngMetadata Empty = new PngMetadata(Array.Empty<KeyValuePair<string, string>>());

        private readonly KeyValuePair<string, string>[] _entries;

        /// <summary>Entries in the order in which the file carries them; a key may occur more than once.</summary>
        /// <param name="entries">Keys of 1 to 79 Latin-1 characters without spaces at the ends or in pairs; texts without NUL.</param>
        /// <exception cref="ArgumentException">A key or a text is not what PNG allows.</exception>
        public PngMetadata(IEnumerable<KeyValuePair<string, string>> entries)
        {
            _entries = new List<KeyValuePair<string, string>>(entries ?? throw new ArgumentNullException(nameof(entries))).ToArray();
            foreach (var entry in _entries)
            {
                if (!IsKeyword(entry.Key))
                {
                    throw new ArgumentException(
                        $"'{entry.Key}' cannot be a PNG keyword: it needs 1 to 79 printable Latin-1 characters, without spaces at the ends or in pairs.",
                        nameof(entries));
                }

                if (entry.Value == null || entry.Value.Contains('\0'))
                {
                    throw new ArgumentException($"The text of '{entry.Key}' is null or contains a NUL character, which PNG cannot carry.", nameof(entries));
                }
            }
        }

        /// <summary>Every entry, in the file's order.</summary>
        public IReadOnlyList<KeyValuePair<string, string>> Entries => _entries;

        /// <summary>The two entries that our own files carry.</summary>
        /// <param name="parameters">AUTOMATIC1111's parameter text.</param>
        /// <param name="request">The request as JSON.</param>
        public static PngMetadata ForRequest(string parameters, string request)
        {
            return new PngMetadata(new[]
            {
                new KeyValuePair<string, string>(ParametersKey, parameters),
                new KeyValuePair<string, string>(RequestKey, request),
            });
        }

        /// <summary>The text of the first entry with this key, or null.</summary>
        public string? Find(string key)
        {
            foreach (var entry in _entries)
            {
                if (entry.Key == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }

        internal static bool IsKeyword(string? key)
        {
            if (string.IsNullOrEmpty(key) || key!.Length > 79 || key[0] == ' ' || key[key.Length - 1] == ' ')
            {
                return false;
            }

            for (var i = 0; i < key.Length; i++)
            {
                var c = key[i];
                var printable = (c >= 32 && c <= 126) || (c >= 161 && c <= 255);
                if (!printable || (c == ' ' && key[i - 1] == ' '))
                {
                    return false;
                }
            }

            return true;
        }
    }
}

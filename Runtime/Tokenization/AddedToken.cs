using System;
using System.Collections.Generic;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Tokenization
{
    /// <summary>A string that is found in the text as a whole, before words are split, and stands for one or more ids.</summary>
    internal sealed class AddedToken
    {
        public AddedToken(string content, IReadOnlyList<int> ids)
        {
            Content = content;
            Ids = ids;
        }

        public string Content { get; }

        public IReadOnlyList<int> Ids { get; }

        /// <summary>Sought in the normalised (lower-case) text instead of the text as typed.</summary>
        public bool Normalized { get; private set; }

        /// <summary>Takes the white space before it.</summary>
        public bool LeftStrip { get; private set; }

        /// <summary>Takes the white space after it.</summary>
        public bool RightStrip { get; private set; }

        /// <summary>Found only where no letter, digit or underscore touches it.</summary>
        public bool SingleWord { get; private set; }

        /// <summary>A token as in a tokenizer's JSON: a string (special, so not normalised) or an object with <c>content</c> and flags.</summary>
        /// <exception cref="JsonException">The value is neither.</exception>
        public static AddedToken FromJson(JsonValue value, Func<string, int> idOf)
        {
            if (value.Kind == JsonKind.String)
            {
                return new AddedToken(value.AsString(), new[] { idOf(value.AsString()) });
            }

            var content = ContentOf(value);
            return new AddedToken(content, new[] { idOf(content) })
            {
                Normalized = value.Find("normalized")?.AsBoolean() ?? false,
                LeftStrip = value.Find("lstrip")?.AsBoolean() ?? false,
                RightStrip = value.Find("rstrip")?.AsBoolean() ?? false,
                SingleWord = value.Find("single_word")?.AsBoolean() ?? false,
            };
        }

        /// <summary>A token added at run time, found in any case, as the reference's <c>add_tokens</c> does.</summary>
        public static AddedToken Placeholder(string content, IReadOnlyList<int> ids) => new AddedToken(content, ids) { Normalized = true };

        /// <summary>The string itself, or the <c>content</c> of an object.</summary>
        /// <exception cref="JsonException">The value is neither.</exception>
        public static string ContentOf(JsonValue value)
        {
            if (value.Kind == JsonKind.String)
            {
                return value.AsString();
            }

            return value.Find("content")?.AsString() ?? throw new JsonException($"Expected a token (a string, or an object with \"content\"), found {value}.");
        }
    }
}

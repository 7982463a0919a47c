using System;
using System.Collections.Generic;
using System.Text;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Textures.Png
{
    /// <summary>
    /// The text that AUTOMATIC1111's web UI writes under the key "parameters": the prompt, a line "Negative prompt: …", and a last line of
    /// "Key: value" pairs. Read and written as its infotext functions do, so that the tools around it show our files.
    /// </summary>
    internal sealed class A1111Parameters
    {
        private const string NegativePrefix = "Negative prompt:";
        private const int LeastFields = 3;

        public A1111Parameters(string prompt, string negativePrompt, IReadOnlyList<KeyValuePair<string, string>> fields)
        {
            Prompt = prompt ?? throw new ArgumentNullException(nameof(prompt));
            NegativePrompt = negativePrompt ?? throw new ArgumentNullException(nameof(negativePrompt));
            Fields = fields ?? throw new ArgumentNullException(nameof(fields));
        }

        public string Prompt { get; }

        public string NegativePrompt { get; }

        /// <summary>Steps, Sampler, CFG scale, Seed, Size, Model … in the order in which they are written.</summary>
        public IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

        /// <summary>The value of a field, or null.</summary>
        public string? Find(string key)
        {
            foreach (var field in Fields)
            {
                if (field.Key == key)
                {
                    return field.Value;
                }
            }

            return null;
        }

        /// <summary>The text. Values with a comma, a colon or a line break are quoted as JSON strings; prompts are never quoted, as in the web UI.</summary>
        public override string ToString()
        {
            var text = new StringBuilder(Prompt);
            if (NegativePrompt.Length > 0)
            {
                text.Append('\n').Append(NegativePrefix).Append(' ').Append(NegativePrompt);
            }

            text.Append('\n');
            for (var i = 0; i < Fields.Count; i++)
            {
                text.Append(i == 0 ? string.Empty : ", ").Append(Fields[i].Key).Append(": ");
                AppendQuoted(text, Fields[i].Value);
            }

            return text.ToString().Trim();
        }

        /// <summary>Reads any text: where the last line has fewer than three fields, all of it is prompt.</summary>
        public static A1111Parameters Parse(string text)
        {
            var lines = text.Trim().Split('\n');
            var fields = ParseFields(lines[lines.Length - 1]);
            var count = lines.Length - 1;
            if (fields.Count < LeastFields)
            {
                fields.Clear();
                count++;
            }

            var prompt = new StringBuilder();
            var negative = new StringBuilder();
            var isNegative = false;
            for (var i = 0; i < count; i++)
            {
                var line = lines[i].Trim();
                if (line.StartsWith(NegativePrefix, StringComparison.Ordinal))
                {
                    isNegative = true;
                    line = line.Substring(NegativePrefix.Length).Trim();
                }

                var target = isNegative ? negative : prompt;
                target.Append(target.Length == 0 ? string.Empty : "\n").Append(line);
            }

            return new A1111Parameters(prompt.ToString(), negative.ToString(), fields);
        }

        private static List<KeyValuePair<string, string>> ParseFields(string line)
        {
            var fields = new List<KeyValuePair<string, string>>();
            var position = 0;
            while (position < line.Length)
            {
                var colon = line.IndexOf(':', position);
                if (colon < 0)
                {
                    break;
                }

                // What comes before a comma cannot belong to this key: it is text that is no field.
                var comma = line.LastIndexOf(',', colon);
                var keyStart = Math.Max(position, comma + 1);
                var key = line.Substring(keyStart, colon - keyStart).Trim();
                var valueStart = colon + 1;
                while (valueStart < line.Length && line[valueStart] == ' ')
                {
                    valueStart++;
                }

                var end = ValueEnd(line, valueStart);
                if (IsKey(key))
                {
                    fields.Add(new KeyValuePair<string, string>(key, Unquote(line.Substring(valueStart, end - valueStart).Trim())));
                }

                position = end + 1;
            }

            return fields;
        }

        private static int ValueEnd(string line, int start)
        {
            if (start < line.Length && line[start] == '"')
            {
                for (var i = start + 1; i < line.Length; i++)
                {
                    if (line[i] == '\\')
                    {
                        i++;
                    }
                    else if (line[i] == '"')
                    {
                        if (i + 1 == line.Length || line[i + 1] == ',')
                        {
                            return i + 1;
                        }

                        break;
                    }
                }
            }

            var comma = start >= line.Length ? -1 : line.IndexOf(',', start);
            return comma < 0 ? line.Length : comma;
        }

        private static bool IsKey(string key)
        {
            if (key.Length < 2)
            {
                return false;
            }

            for (var i = 0; i < key.Length; i++)
            {
                var c = key[i];
                var isWord = char.IsLetterOrDigit(c) || c == '_';
                if (!isWord && (i == 0 || (c != ' ' && c != '-' && c != '/')))
                {
                    return false;
                }
            }

            return true;
        }

        private static void AppendQuoted(StringBuilder text, string value)
        {
            // The web UI quotes for these three signs only; a value that itself looks quoted would not survive that, so it is quoted too.
            if (!value.Contains(',') && !value.Contains(':') && !value.Contains('\n') && !value.StartsWith('"'))
            {
                text.Append(value);
                return;
            }

            JsonEscape.Append(text, value, false);
        }

        private static string Unquote(string value)
        {
            if (value.Length < 2 || value[0] != '"' || value[value.Length - 1] != '"')
            {
                return value;
            }

            try
            {
                return JsonValue.Parse(value).AsString();
            }
            catch (JsonException)
            {
                return value;
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DiffusionTextures.Adapters
{
    /// <summary>
    /// Reads the JSON header of a safetensors file: an object of tensors and texts. Stricter than JSON, as the format asks: no name twice, no number that is not
    /// a plain count, nothing of another shape.
    /// </summary>
    internal sealed class SafetensorsHeader
    {
        private readonly string _text;
        private int _at;

        private SafetensorsHeader(string text) => _text = text;

        /// <exception cref="FormatException">The header is not what the format says.</exception>
        public static void Read(string text, List<SafetensorsEntry> tensors, Dictionary<string, string> metadata) =>
            new SafetensorsHeader(text).Document(tensors, metadata);

        private void Document(List<SafetensorsEntry> tensors, Dictionary<string, string> metadata)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            Take('{');
            while (!TryTake('}'))
            {
                if (names.Count > 0)
                    Take(',');
                string name = String();
                if (!names.Add(name))
                    throw Error($"the name '{name}' stands twice");
                Take(':');
                if (name == "__metadata__")
                    Metadata(metadata);
                else
                    tensors.Add(Tensor(name));
            }
            SkipSpace();
            if (_at != _text.Length)
                throw Error("text follows the header's end");
        }

        private void Metadata(Dictionary<string, string> metadata)
        {
            Take('{');
            bool first = true;
            while (!TryTake('}'))
            {
                if (!first)
                    Take(',');
                first = false;
                string key = String();
                Take(':');
                if (!metadata.TryAdd(key, String()))
                    throw Error($"the metadata '{key}' stands twice");
            }
        }

        private SafetensorsEntry Tensor(string name)
        {
            string? type = null;
            long[]? shape = null, offsets = null;
            Take('{');
            bool first = true;
            while (!TryTake('}'))
            {
                if (!first)
                    Take(',');
                first = false;
                string key = String();
                Take(':');
                if (key == "dtype" && type == null)
                    type = String();
                else if (key == "shape" && shape == null)
                    shape = Counts();
                else if (key == "data_offsets" && offsets == null)
                    offsets = Counts();
                else
                    throw Error($"the tensor '{name}' has the unexpected member '{key}'");
            }
            if (type == null || shape == null || offsets == null || offsets.Length != 2)
                throw Error($"the tensor '{name}' needs dtype, shape and two data_offsets");
            return new SafetensorsEntry(name, type, shape, offsets[0], offsets[1]);
        }

        private long[] Counts()
        {
            var counts = new List<long>();
            Take('[');
            while (!TryTake(']'))
            {
                if (counts.Count > 0)
                    Take(',');
                SkipSpace();
                int start = _at;
                while (_at < _text.Length && _text[_at] >= '0' && _text[_at] <= '9')
                    _at++;
                if (!long.TryParse(_text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long count))
                    throw Error("a count is expected");
                if (counts.Count == 64)
                    throw Error("more than 64 dimensions");
                counts.Add(count);
            }
            return counts.ToArray();
        }

        private string String()
        {
            Take('"');
            var text = new StringBuilder();
            while (true)
            {
                if (_at >= _text.Length)
                    throw Error("a text has no end");
                char c = _text[_at++];
                if (c == '"')
                    return text.ToString();
                if (c < ' ')
                    throw Error("a control character stands in a text");
                text.Append(c == '\\' ? Escape() : c);
            }
        }

        private char Escape()
        {
            char c = _at < _text.Length ? _text[_at++] : '\0';
            switch (c)
            {
                case '"':
                case '\\':
                case '/': return c;
                case 'b': return '\b';
                case 'f': return '\f';
                case 'n': return '\n';
                case 'r': return '\r';
                case 't': return '\t';
                case 'u':
                    if (_at + 4 > _text.Length || !ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
                        throw Error("an escape needs four hexadecimal digits");
                    _at += 4;
                    return (char)code;
                default:
                    throw Error("an unknown escape");
            }
        }

        private void Take(char expected)
        {
            if (!TryTake(expected))
                throw Error($"'{expected}' is expected");
        }

        private bool TryTake(char expected)
        {
            SkipSpace();
            if (_at >= _text.Length || _text[_at] != expected)
                return false;
            _at++;
            return true;
        }

        private void SkipSpace()
        {
            while (_at < _text.Length && (_text[_at] == ' ' || _text[_at] == '\n' || _text[_at] == '\r' || _text[_at] == '\t'))
                _at++;
        }

        private FormatException Error(string what) => new FormatException($"{what} at character {_at} of the header");
    }
}

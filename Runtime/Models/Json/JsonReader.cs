using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DiffusionTextures.Models.Json
{
    /// <summary>
    /// A strict recursive-descent reader of RFC 8259, with line and column in its errors and a bound on nesting. It also takes NaN, Infinity and
    /// -Infinity, which Python writes: real scheduler configurations have them.
    /// </summary>
    internal sealed class JsonReader
    {
        private const int MaxDepth = 128;
        private const string NegativeInfinity = "-Infinity";

        private readonly string _text;
        private int _at;
        private int _depth;

        public JsonReader(string text)
        {
            _text = text;
            _at = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        }

        public JsonValue ReadDocument()
        {
            var value = ReadValue();
            SkipWhiteSpace();
            return _at == _text.Length ? value : throw Error("the end of the document");
        }

        private JsonValue ReadValue()
        {
            SkipWhiteSpace();
            switch (Peek())
            {
                case '{':
                    return ReadObject();
                case '[':
                    return ReadArray();
                case '"':
                    return JsonValue.String(ReadString());
                case 't':
                    ReadLiteral("true");
                    return JsonValue.Boolean(true);
                case 'f':
                    ReadLiteral("false");
                    return JsonValue.Boolean(false);
                case 'n':
                    ReadLiteral("null");
                    return JsonValue.Null;
                case 'N':
                    ReadLiteral("NaN");
                    return JsonValue.Number("NaN");
                case 'I':
                    ReadLiteral("Infinity");
                    return JsonValue.Number("Infinity");
                case '-' when string.CompareOrdinal(_text, _at, NegativeInfinity, 0, NegativeInfinity.Length) == 0:
                    ReadLiteral(NegativeInfinity);
                    return JsonValue.Number(NegativeInfinity);
                default:
                    return ReadNumber();
            }
        }

        private JsonValue ReadObject()
        {
            Enter();
            var members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
            if (!TryTake('}'))
            {
                do
                {
                    SkipWhiteSpace();
                    var name = ReadString();
                    SkipWhiteSpace();
                    Take(':');
                    members[name] = ReadValue();
                }
                while (TryTake(','));
                Take('}');
            }

            _depth--;
            return JsonValue.Object(members);
        }

        private JsonValue ReadArray()
        {
            Enter();
            var items = new List<JsonValue>();
            if (!TryTake(']'))
            {
                do
                {
                    items.Add(ReadValue());
                }
                while (TryTake(','));
                Take(']');
            }

            _depth--;
            return JsonValue.Array(items);
        }

        private string ReadString()
        {
            Take('"');
            var start = _at;
            while (Peek() != '"' && Peek() != '\\')
            {
                RejectControl();
                _at++;
            }

            if (Peek() == '"')
            {
                return _text.Substring(start, _at++ - start);
            }

            var unescaped = new StringBuilder(_text, start, _at - start, 64);
            while (Peek() != '"')
            {
                RejectControl();
                var next = _text[_at++];
                unescaped.Append(next == '\\' ? ReadEscape() : next);
            }

            _at++;
            return unescaped.ToString();
        }

        private char ReadEscape()
        {
            var escape = Peek();
            _at++;
            switch (escape)
            {
                case '"':
                case '\\':
                case '/':
                    return escape;
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'u' when _at + 4 <= _text.Length && ushort.TryParse(
                    _text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    _at += 4;
                    return (char)code;
                default:
                    throw Error("a valid escape after '\\'");
            }
        }

        private JsonValue ReadNumber()
        {
            var start = _at;
            _ = Peek() == '-' ? _at++ : _at;
            if (Peek() == '0')
            {
                _at++;
            }
            else
            {
                ReadDigits();
            }

            if (Peek() == '.')
            {
                _at++;
                ReadDigits();
            }

            if (Peek() == 'e' || Peek() == 'E')
            {
                _at++;
                _ = Peek() == '+' || Peek() == '-' ? _at++ : _at;
                ReadDigits();
            }

            return JsonValue.Number(_text.Substring(start, _at - start));
        }

        private void ReadDigits()
        {
            var start = _at;
            while (Peek() >= '0' && Peek() <= '9')
            {
                _at++;
            }

            if (_at == start)
            {
                throw Error("a value");
            }
        }

        private void ReadLiteral(string literal)
        {
            if (string.CompareOrdinal(_text, _at, literal, 0, literal.Length) != 0)
            {
                throw Error("a value");
            }

            _at += literal.Length;
        }

        private void Enter()
        {
            _at++;
            if (++_depth > MaxDepth)
            {
                throw Error($"at most {MaxDepth} nested levels");
            }
        }

        private void Take(char expected)
        {
            SkipWhiteSpace();
            if (Peek() != expected || _at == _text.Length)
            {
                throw Error($"'{expected}'");
            }

            _at++;
        }

        private bool TryTake(char expected)
        {
            SkipWhiteSpace();
            var found = _at < _text.Length && _text[_at] == expected;
            _at += found ? 1 : 0;
            return found;
        }

        private void RejectControl()
        {
            if (_at == _text.Length || _text[_at] < ' ')
            {
                throw Error("a string's closing quote");
            }
        }

        private void SkipWhiteSpace()
        {
            while (_at < _text.Length && (_text[_at] == ' ' || _text[_at] == '\n' || _text[_at] == '\r' || _text[_at] == '\t'))
            {
                _at++;
            }
        }

        private char Peek() => _at < _text.Length ? _text[_at] : '\0';

        private JsonException Error(string expected)
        {
            var line = 1;
            var column = 1;
            for (var i = 0; i < Math.Min(_at, _text.Length); i++)
            {
                column = _text[i] == '\n' ? 1 : column + 1;
                line += _text[i] == '\n' ? 1 : 0;
            }

            var found = _at < _text.Length ? $"'{_text[_at]}'" : "the end";
            return new JsonException($"Line {line}, column {column}: expected {expected}, found {found}.");
        }
    }
}

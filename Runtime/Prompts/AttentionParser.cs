using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DiffusionTextures.Prompts
{
    /// <summary>
    /// AUTOMATIC1111's attention syntax: <c>(a)</c> is 1.1, <c>[a]</c> is 1/1.1, <c>(a:1.3)</c> is 1.3, nested weights multiply, a backslash
    /// takes a bracket literally, BREAK begins a new chunk. Source: parse_prompt_attention.
    /// </summary>
    /// <remarks>
    /// Unbalanced input is no error: what is open at the end closes there, a stray closing bracket is text. The weights equal the reference's
    /// to the last bit, because they are multiplied in its order, which for hundreds of thousands of nested parts would take hours: such
    /// prompts are rejected.
    /// </remarks>
    internal sealed class AttentionParser
    {
        public const string Break = "BREAK";

        private const double RoundFactor = 1.1;
        private const double SquareFactor = 1 / 1.1;
        private const long MostMultiplications = 200_000_000;

        private readonly string _prompt;
        private readonly StringBuilder _text = new StringBuilder();
        private readonly List<int> _starts = new List<int>();
        private readonly List<double> _weights = new List<double>();
        private readonly Stack<int> _round = new Stack<int>();
        private readonly Stack<int> _square = new Stack<int>();
        private long _multiplications;
        private int _lastBracket;

        private AttentionParser(string prompt) => _prompt = prompt;

        /// <summary>The parts of <paramref name="prompt"/> in order; neighbours of equal weight are one part.</summary>
        /// <exception cref="ArgumentException">A weight such as 1.2.3 is no number, or too many weighted parts are nested.</exception>
        public static IReadOnlyList<WeightedText> Parse(string prompt) => new AttentionParser(prompt).Parse();

        private List<WeightedText> Parse()
        {
            for (var at = 0; at < _prompt.Length;)
            {
                at = ReadToken(at);
            }

            CloseAll(_round, RoundFactor);
            CloseAll(_square, SquareFactor);
            var result = new List<WeightedText>(_starts.Count);
            for (var i = 0; i < _starts.Count;)
            {
                var first = i++;
                while (i < _starts.Count && _weights[i] == _weights[first])
                {
                    i++;
                }

                var end = i < _starts.Count ? _starts[i] : _text.Length;
                result.Add(new WeightedText(_text.ToString(_starts[first], end - _starts[first]), _weights[first]));
            }

            if (result.Count == 0)
            {
                result.Add(new WeightedText(string.Empty, 1));
            }

            return result;
        }

        /// <summary>Takes the token at <paramref name="at"/> and returns where the next begins.</summary>
        private int ReadToken(int at)
        {
            switch (_prompt[at])
            {
                case '\\':
                    var escapes = at + 1 < _prompt.Length && IsSyntax(_prompt[at + 1]) && _prompt[at + 1] != ':';
                    Append(escapes ? _prompt.Substring(at + 1, 1) : string.Empty, 1);
                    return escapes ? at + 2 : at + 1;
                case '(':
                    Open(_round);
                    return at + 1;
                case '[':
                    Open(_square);
                    return at + 1;
                case ')' when _round.Count > 0:
                    Multiply(_round.Pop(), RoundFactor);
                    return at + 1;
                case ']' when _square.Count > 0:
                    Multiply(_square.Pop(), SquareFactor);
                    return at + 1;
                case ':' when TryReadWeight(at, out var weight, out var end):
                    if (_round.Count > 0)
                    {
                        Multiply(_round.Pop(), ParseWeight(weight));
                    }
                    else
                    {
                        AddSplit(_prompt.Substring(at, end - at));
                    }

                    return end;
                default:
                    var next = at + 1;
                    while (next < _prompt.Length && !IsSyntax(_prompt[at]) && !IsSyntax(_prompt[next]))
                    {
                        next++;
                    }

                    AddSplit(_prompt.Substring(at, next - at));
                    return next;
            }
        }

        private static bool IsSyntax(char c) => c == '\\' || c == '(' || c == ')' || c == '[' || c == ']' || c == ':';

        /// <summary>Matches <c>:\s*([+-]?[.\d]+)\s*\)</c> at <paramref name="at"/>.</summary>
        private bool TryReadWeight(int at, out string weight, out int end)
        {
            var start = SkipSpace(at + 1);
            end = start;
            if (end < _prompt.Length && (_prompt[end] == '+' || _prompt[end] == '-'))
            {
                end++;
            }

            var digits = end;
            while (end < _prompt.Length && (_prompt[end] == '.' || PromptCharacters.Digit(_prompt, end) >= 0))
            {
                end += char.IsHighSurrogate(_prompt[end]) ? 2 : 1;
            }

            weight = _prompt.Substring(start, end - start);
            var hasDigits = end > digits;
            end = SkipSpace(end);
            return hasDigits && end < _prompt.Length && _prompt[end++] == ')';
        }

        private int SkipSpace(int at)
        {
            while (at < _prompt.Length && PromptCharacters.IsSpace(_prompt[at]))
            {
                at++;
            }

            return at;
        }

        private static double ParseWeight(string text)
        {
            var ascii = new StringBuilder(text.Length);
            for (var i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) ? 2 : 1)
            {
                var digit = PromptCharacters.Digit(text, i);
                ascii.Append(digit >= 0 ? (char)('0' + digit) : text[i]);
            }

            if (double.TryParse(ascii.ToString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
            {
                return weight;
            }

            throw new ArgumentException($"The prompt has the weight \"{text}\", expected a number such as 1.3. Write (words:1.3), or \\( and \\) for brackets that are text.");
        }

        private void Open(Stack<int> brackets)
        {
            brackets.Push(_starts.Count);
            _lastBracket = _starts.Count;
        }

        /// <summary>Closes what is still open, all with one factor, so that parts of equal weight and depth share one product.</summary>
        private void CloseAll(Stack<int> brackets, double factor)
        {
            var starts = brackets.ToArray();
            Array.Reverse(starts);
            var products = new Dictionary<double, (int Count, double Value)>();
            var depth = 0;
            for (var i = 0; i < _weights.Count; i++)
            {
                while (depth < starts.Length && starts[depth] <= i)
                {
                    depth++;
                }

                var (count, value) = products.TryGetValue(_weights[i], out var product) ? product : (0, _weights[i]);
                while (count < depth && !value.Equals(value * factor))
                {
                    value *= factor;
                    count++;
                    CountMultiplications(1);
                }

                products[_weights[i]] = (depth, value);
                _weights[i] = value;
            }
        }

        private void Multiply(int start, double factor)
        {
            CountMultiplications(_weights.Count - start);
            for (var i = start; i < _weights.Count; i++)
            {
                _weights[i] *= factor;
            }

            MergeEqual(start);
            _lastBracket = _starts.Count;
        }

        private void CountMultiplications(int count)
        {
            _multiplications += count;
            if (_multiplications > MostMultiplications)
            {
                throw new ArgumentException("The prompt nests too many weighted parts, expected at most some thousands. Remove brackets.");
            }
        }

        /// <summary>Joins neighbours of equal weight from <paramref name="start"/> on: whatever closes later multiplies them alike, unless it opened between them.</summary>
        private void MergeEqual(int start)
        {
            if (_weights.Count - start < 2 || HasOpening(_round, start) || HasOpening(_square, start))
            {
                return;
            }

            var kept = start;
            for (var i = start + 1; i < _weights.Count; i++)
            {
                if (_weights[i] != _weights[kept])
                {
                    kept++;
                    _weights[kept] = _weights[i];
                    _starts[kept] = _starts[i];
                }
            }

            _weights.RemoveRange(kept + 1, _weights.Count - kept - 1);
            _starts.RemoveRange(kept + 1, _starts.Count - kept - 1);
        }

        private static bool HasOpening(Stack<int> brackets, int after) => brackets.Count > 0 && brackets.Peek() > after;

        private void AddSplit(string text)
        {
            var from = 0;
            for (var at = PromptCharacters.FindWord(text, Break, 0); at >= 0; at = PromptCharacters.FindWord(text, Break, from))
            {
                var end = at;
                while (end > from && PromptCharacters.IsSpace(text[end - 1]))
                {
                    end--;
                }

                Append(text.Substring(from, end - from), 1);
                Append(Break, -1);
                from = at + Break.Length;
                while (from < text.Length && PromptCharacters.IsSpace(text[from]))
                {
                    from++;
                }
            }

            Append(text.Substring(from), 1);
        }

        /// <summary>Appends a part, to the last one where no bracket stands between the two and their weights are equal.</summary>
        private void Append(string text, double weight)
        {
            var last = _starts.Count - 1;
            if (last < _lastBracket || _weights[last] != weight)
            {
                _starts.Add(_text.Length);
                _weights.Add(weight);
            }

            _text.Append(text);
        }
    }
}

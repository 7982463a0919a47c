using System;
using System.Collections.Generic;
using System.Text;
using DiffusionTextures.Tokenization.Unicode;

namespace DiffusionTextures.Tokenization
{
    /// <summary>
    /// Which words of a prompt a vocabulary holds as whole tokens. A small model was trained on just those; a large one spells other words from
    /// pieces and still knows many of them.
    /// </summary>
    internal sealed class KnownWords
    {
        private const int MostSuggestions = 3;
        private const int LongestWord = 32;
        private const int MostUnknownWords = 64;

        private readonly SortedSet<string> _words = new SortedSet<string>(StringComparer.Ordinal);

        public KnownWords(ClipTokenizer tokenizer)
        {
            foreach (var piece in tokenizer.Vocabulary.Keys)
            {
                if (piece.EndsWith(TokenizerVocabulary.EndOfWord, StringComparison.Ordinal)
                    && ByteAlphabet.Decode(piece.Substring(0, piece.Length - TokenizerVocabulary.EndOfWord.Length)) is { } word
                    && IsWord(word))
                {
                    _words.Add(word);
                }
            }
        }

        /// <summary>Every word of letters, two or more, that is one token, in order.</summary>
        public IReadOnlyCollection<string> Words => _words;

        /// <summary>The words of <paramref name="prompt"/>, each once and in order, with near known ones beside those that are unknown.</summary>
        /// <remarks>Words are runs of two or more letters in lower case; brackets, numbers, BREAK and AND do not count.</remarks>
        public IReadOnlyList<PromptWord> Look(string prompt)
        {
            var result = new List<PromptWord>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var unknown = 0;
            var points = ClipNormalizer.Normalize(CodePoints.Read(prompt), lowerCase: false);
            for (var at = 0; WordPattern.TryNext(points, at, points.Count, out var start, out var length); at = start + length)
            {
                var typed = points.GetRange(start, length);
                var word = ToText(ClipNormalizer.Normalize(typed, lowerCase: true));
                if (IsKeyword(typed) || !IsWord(word) || !seen.Add(word))
                {
                    continue;
                }

                var isKnown = _words.Contains(word);
                var suggests = !isKnown && word.Length <= LongestWord && unknown++ < MostUnknownWords;
                result.Add(new PromptWord(word, isKnown, suggests ? Nearest(word) : Array.Empty<string>()));
            }

            return result;
        }

        /// <summary>Up to three known words at the least edit distance, which is at most a third of the word's length and at least 1.</summary>
        public IReadOnlyList<string> Nearest(string word)
        {
            var best = Math.Max(1, word.Length / 3);
            var nearest = new List<string>();
            foreach (var known in _words)
            {
                if (Math.Abs(known.Length - word.Length) > best)
                {
                    continue;
                }

                var distance = EditDistance(word, known);
                if (distance < best)
                {
                    nearest.Clear();
                    best = distance;
                }

                if (distance == best && nearest.Count < MostSuggestions)
                {
                    nearest.Add(known);
                }
            }

            return nearest;
        }

        /// <summary>Levenshtein's distance: insertions, deletions and replacements of one character.</summary>
        internal static int EditDistance(string a, string b)
        {
            var row = new int[b.Length + 1];
            for (var j = 0; j <= b.Length; j++)
            {
                row[j] = j;
            }

            for (var i = 1; i <= a.Length; i++)
            {
                var diagonal = row[0];
                row[0] = i;
                for (var j = 1; j <= b.Length; j++)
                {
                    var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                    diagonal = row[j];
                    row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
                }
            }

            return row[b.Length];
        }

        private static bool IsWord(string text)
        {
            var points = CodePoints.Read(text);
            return points.Count >= 2 && points.TrueForAll(CodePoints.IsLetter);
        }

        private static bool IsKeyword(List<int> typed) => ToText(typed) is "BREAK" or "AND";

        private static string ToText(List<int> points)
        {
            var text = new StringBuilder(points.Count);
            foreach (var c in points)
            {
                CodePoints.Append(text, c);
            }

            return text.ToString();
        }
    }
}

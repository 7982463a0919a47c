using System.Globalization;
using DiffusionTextures.Tokenization.Unicode;

namespace DiffusionTextures.Prompts
{
    /// <summary>The character classes <c>\s</c>, <c>\w</c>, <c>\d</c> and the boundary <c>\b</c> as the reference's Python regular expressions have them.</summary>
    internal static class PromptCharacters
    {
        /// <summary><c>\s</c>: White_Space and the four information separators.</summary>
        public static bool IsSpace(char c) => CodePoints.IsWhiteSpace(c) || (c >= 0x1C && c <= 0x1F);

        /// <summary>Value of the decimal digit (<c>\d</c>) that begins at <paramref name="index"/>, or -1.</summary>
        public static int Digit(string text, int index)
        {
            var c = text[index];
            return c < 0x80 ? ((uint)(c - '0') < 10 ? c - '0' : -1) : CharUnicodeInfo.GetDecimalDigitValue(text, index);
        }

        /// <summary>Finds <paramref name="word"/> (ASCII letters) with a boundary on both sides, at or after <paramref name="from"/>; -1 when there is none.</summary>
        public static int FindWord(string text, string word, int from)
        {
            for (var at = text.IndexOf(word, from, System.StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, System.StringComparison.Ordinal))
            {
                if (!IsWordBefore(text, at) && !IsWordAt(text, at + word.Length))
                {
                    return at;
                }
            }

            return -1;
        }

        private static bool IsWordBefore(string text, int index)
        {
            var isPair = index >= 2 && char.IsLowSurrogate(text[index - 1]) && char.IsHighSurrogate(text[index - 2]);
            return index > 0 && IsWordAt(text, isPair ? index - 2 : index - 1);
        }

        private static bool IsWordAt(string text, int index)
        {
            if (index >= text.Length)
            {
                return false;
            }

            var c = CodePoints.ReadAt(text, ref index);
            return c == '_' || CodePoints.IsLetter(c) || CodePoints.IsNumber(c);
        }
    }
}

using System.Collections.Generic;
using DiffusionTextures.Tokenization.Unicode;

namespace DiffusionTextures.Tokenization
{
    /// <summary>
    /// CLIP's word pattern by hand: <c>'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+</c>; white space between words is dropped.
    /// </summary>
    /// <remarks>Why no Regex: its classes work on UTF-16 units and differ between runtimes; the pattern means code points.</remarks>
    internal static class WordPattern
    {
        /// <summary>Finds the next word at or after <paramref name="at"/> and before <paramref name="end"/>; false when only space is left.</summary>
        public static bool TryNext(List<int> points, int at, int end, out int start, out int length)
        {
            while (at < end && CodePoints.IsWhiteSpace(points[at]))
            {
                at++;
            }

            start = at;
            length = 0;
            if (at == end)
            {
                return false;
            }

            if (points[at] == '\'' && Contraction(points, at + 1, end) is var letters && letters > 0)
            {
                length = 1 + letters;
                return true;
            }

            if (CodePoints.IsNumber(points[at]))
            {
                length = 1;
                return true;
            }

            var isLetters = CodePoints.IsLetter(points[at]);
            while (at < end && (isLetters ? CodePoints.IsLetter(points[at]) : IsOther(points[at])))
            {
                at++;
            }

            length = at - start;
            return true;
        }

        private static bool IsOther(int c) => !CodePoints.IsWhiteSpace(c) && !CodePoints.IsLetter(c) && !CodePoints.IsNumber(c);

        /// <summary>How many letters at <paramref name="at"/> form the tail of an English contraction.</summary>
        private static int Contraction(List<int> points, int at, int end)
        {
            if (at >= end)
            {
                return 0;
            }

            var first = points[at];
            if (first == 's' || first == 't' || first == 'm' || first == 'd')
            {
                return 1;
            }

            var second = at + 1 < end ? points[at + 1] : 0;
            var twoLetters = (first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l');
            return twoLetters ? 2 : 0;
        }
    }
}

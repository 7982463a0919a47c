using System.Collections.Generic;
using System.Text;

namespace DiffusionTextures.Tokenization.Unicode
{
    /// <summary>Classes and cases of code points, the same on every runtime, and the way from UTF-16 to code points and back.</summary>
    internal static class CodePoints
    {
        public const int Replacement = 0xFFFD;

        private static readonly CodePointRanges Letters = new CodePointRanges(UnicodeData.Letters);
        private static readonly CodePointRanges Numbers = new CodePointRanges(UnicodeData.Numbers);
        private static readonly Dictionary<int, int> LowerCase = ReadLowerCase();

        /// <summary>General category L.</summary>
        public static bool IsLetter(int c) => c < 0x80 ? (uint)((c | 0x20) - 'a') < 26 : Letters.Contains(c);

        /// <summary>General category N.</summary>
        public static bool IsNumber(int c) => c < 0x80 ? (uint)(c - '0') < 10 : Numbers.Contains(c);

        /// <summary>The property White_Space, which is what <c>\s</c> means to the tokenizer.</summary>
        public static bool IsWhiteSpace(int c)
        {
            return c == ' ' || (c >= 9 && c <= 13)
                || (c >= 0x85 && (c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A)
                    || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000));
        }

        /// <summary>Appends the lower case of <paramref name="c"/>, without regard to its neighbours (no final sigma).</summary>
        public static void AppendLower(List<int> output, int c)
        {
            if (c < 0x80)
            {
                output.Add((uint)(c - 'A') < 26 ? c | 0x20 : c);
            }
            else if (c == 0x130)
            {
                output.Add('i');
                output.Add(0x307);
            }
            else
            {
                output.Add(LowerCase.TryGetValue(c, out var lower) ? lower : c);
            }
        }

        /// <summary>The code points of <paramref name="text"/>; a surrogate without its partner becomes U+FFFD.</summary>
        public static List<int> Read(string text)
        {
            var points = new List<int>(text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                points.Add(ReadAt(text, ref i));
            }

            return points;
        }

        /// <summary>The code point at <paramref name="index"/>, which is moved to its last code unit.</summary>
        public static int ReadAt(string text, ref int index)
        {
            var c = text[index];
            if (!char.IsSurrogate(c))
            {
                return c;
            }

            if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                return char.ConvertToUtf32(c, text[++index]);
            }

            return Replacement;
        }

        public static void Append(StringBuilder output, int c)
        {
            if (c < 0x10000)
            {
                output.Append((char)c);
            }
            else
            {
                output.Append((char)(0xD7C0 + (c >> 10))).Append((char)(0xDC00 | (c & 0x3FF)));
            }
        }

        private static Dictionary<int, int> ReadLowerCase()
        {
            var map = new Dictionary<int, int>();
            var numbers = new PackedNumbers(UnicodeData.LowerCase);
            var c = 0;
            while (numbers.HasMore)
            {
                c += numbers.Next();
                var count = numbers.Next();
                var stride = (count & 1) + 1;
                var shift = numbers.NextSigned();
                for (var i = 0; i < count >> 1; i++)
                {
                    map.Add(c + (i * stride), c + (i * stride) + shift);
                }
            }

            return map;
        }
    }
}

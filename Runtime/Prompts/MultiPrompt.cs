using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DiffusionTextures.Prompts
{
    /// <summary>Composition <c>a :1.2 AND b :0.8</c>: each part is a prompt of its own with a weight. Source: AUTOMATIC1111's get_multicond_prompt_list.</summary>
    internal static class MultiPrompt
    {
        private const string And = "AND";

        /// <summary>The parts in order, without the white space at their ends; one of weight 1 where there is no AND.</summary>
        public static IReadOnlyList<WeightedText> Split(string prompt)
        {
            var parts = new List<WeightedText>();
            var from = 0;
            for (var at = PromptCharacters.FindWord(prompt, And, 0); at >= 0; at = PromptCharacters.FindWord(prompt, And, from))
            {
                parts.Add(ReadPart(prompt.Substring(from, at - from)));
                from = at + And.Length;
            }

            parts.Add(ReadPart(prompt.Substring(from)));
            return parts;
        }

        /// <summary>Takes a weight off the end: <c>\s*:\s*[-+]?(\d+\.?|\d*\.\d+)\s*$</c>.</summary>
        private static WeightedText ReadPart(string part)
        {
            var end = SkipSpaceBack(part, part.Length);
            var text = part.Substring(0, end);
            var number = new StringBuilder();
            var digits = 0;
            var points = 0;
            var at = end;
            while (at > 0 && TryReadBack(part, ref at, out var c))
            {
                number.Append(c);
                digits += c == '.' ? 0 : 1;
                points += c == '.' ? 1 : 0;
            }

            if (digits == 0 || points > 1)
            {
                return new WeightedText(text, 1);
            }

            if (at > 0 && (part[at - 1] == '+' || part[at - 1] == '-'))
            {
                number.Append(part[--at]);
            }

            at = SkipSpaceBack(part, at);
            return at > 0 && part[at - 1] == ':'
                ? new WeightedText(
                    part.Substring(0, SkipSpaceBack(part, at - 1)), ParseReversed(number))
                : new WeightedText(text, 1);
        }

        private static double ParseReversed(StringBuilder number)
        {
            var characters = number.ToString().ToCharArray();
            Array.Reverse(characters);
            return double.Parse(new string(characters), NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        /// <summary>The digit or point before <paramref name="at"/>, digits as ASCII.</summary>
        private static bool TryReadBack(string text, ref int at, out char c)
        {
            var start = at - 1;
            if (start > 0 && char.IsLowSurrogate(text[start]) && char.IsHighSurrogate(text[start - 1]))
            {
                start--;
            }

            var digit = PromptCharacters.Digit(text, start);
            c = digit >= 0 ? (char)('0' + digit) : text[start];
            var isPart = digit >= 0 || c == '.';
            at = isPart ? start : at;
            return isPart;
        }

        private static int SkipSpaceBack(string text, int end)
        {
            while (end > 0 && PromptCharacters.IsSpace(text[end - 1]))
            {
                end--;
            }

            return end;
        }
    }
}

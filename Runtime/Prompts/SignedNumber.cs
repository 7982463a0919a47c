namespace DiffusionTextures.Prompts
{
    /// <summary>The terminal SIGNED_NUMBER of the schedule grammar: <c>[+-]?(digits.?digits?|.digits)([eE][+-]?digits)?</c>, ASCII digits only.</summary>
    internal static class SignedNumber
    {
        /// <summary>Whether the range is a number with nothing but white space around it.</summary>
        public static bool TryTrim(string text, int start, int end, out string number)
        {
            while (start < end && PromptCharacters.IsSpace(text[start]))
            {
                start++;
            }

            while (end > start && PromptCharacters.IsSpace(text[end - 1]))
            {
                end--;
            }

            number = text.Substring(start, end - start);
            return IsNumber(number);
        }

        private static bool IsNumber(string text)
        {
            var at = text.Length > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
            var whole = SkipDigits(text, ref at);
            var fraction = 0;
            if (at < text.Length && text[at] == '.')
            {
                at++;
                fraction = SkipDigits(text, ref at);
            }

            if (whole + fraction == 0)
            {
                return false;
            }

            if (at < text.Length && (text[at] == 'e' || text[at] == 'E'))
            {
                at++;
                at += at < text.Length && (text[at] == '+' || text[at] == '-') ? 1 : 0;
                if (SkipDigits(text, ref at) == 0)
                {
                    return false;
                }
            }

            return at == text.Length;
        }

        private static int SkipDigits(string text, ref int at)
        {
            var start = at;
            while (at < text.Length && (uint)(text[at] - '0') < 10)
            {
                at++;
            }

            return at - start;
        }
    }
}

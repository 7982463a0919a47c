using System.Globalization;
using System.Text;

namespace DiffusionTextures.CommandLine.Output;

/// <summary>Turns a prompt into the part of a file name that people recognise.</summary>
internal static class PromptSlug
{
    private const int MaxLength = 40;

    /// <summary>Letters and digits of the prompt in lower case, joined by hyphens, at most 40 characters; <c>texture</c> when it has none.</summary>
    public static string Of(string prompt)
    {
        var slug = new StringBuilder();
        foreach (var rune in prompt.EnumerateRunes())
        {
            var kept = Rune.IsLetterOrDigit(rune) && rune != Rune.ReplacementChar;
            var length = kept ? rune.Utf16SequenceLength : 1;
            if (slug.Length + length > MaxLength)
            {
                break;
            }

            if (kept)
            {
                slug.Append(Rune.ToLower(rune, CultureInfo.InvariantCulture));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var trimmed = slug.ToString().TrimEnd('-');
        return trimmed.Length == 0 ? "texture" : trimmed;
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace DiffusionTextures.Baking.Planning;

/// <summary>Makes the path of an output from a pattern such as <c>{material}/{variant}_{map}.{ext}</c>. Axes of the matrix may stand in it too.</summary>
internal static partial class NamePattern
{
    private const int MaxSegment = 80;

    private static readonly string[] Reserved =
    [
        "CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }),
    ];

    /// <summary>Path below the output folder, with forward slashes.</summary>
    /// <exception cref="FormatException">The pattern names something unknown, or leads out of the folder.</exception>
    public static string Fill(string pattern, IReadOnlyDictionary<string, string> values)
    {
        var filled = Placeholder().Replace(pattern, match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? Segment(value)
            : throw new FormatException($"'{match.Value}' in '{pattern}' is not known; there are {string.Join(", ", values.Keys.Select(key => $"{{{key}}}"))}."));
        foreach (var segment in filled.Split('/'))
        {
            if (segment.Length == 0 || segment is "." or ".." || !IsFileName(segment))
            {
                throw new FormatException($"'{filled}' cannot be a path below the output folder: '{segment}' is no name of a file. Use letters, digits, spaces, '-', '_', '.' and '/'.");
            }
        }

        return filled;
    }

    /// <summary>Whether every system accepts it as a name.</summary>
    public static bool IsFileName(string name)
    {
        return name.Length <= 200 && name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.') && name.Trim() == name && !name.EndsWith('.')
            && !Reserved.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Letters and digits of a text, joined by hyphens.</summary>
    public static string Segment(string text)
    {
        var segment = new StringBuilder();
        foreach (var c in text)
        {
            if (segment.Length == MaxSegment)
            {
                break;
            }

            if (char.IsLetterOrDigit(c) || c is '_' or '.' or ' ' or '-')
            {
                segment.Append(c);
            }
            else if (segment.Length > 0 && segment[^1] != '-')
            {
                segment.Append('-');
            }
        }

        var trimmed = segment.ToString().Trim('-', ' ', '.');
        return trimmed.Length == 0 ? "x" : trimmed;
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}

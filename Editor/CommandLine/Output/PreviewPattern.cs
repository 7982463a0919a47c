using System.Globalization;
using System.Text.RegularExpressions;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Output;

/// <summary>Where the picture of each step goes: the meaning of <c>--preview</c>.</summary>
internal sealed partial class PreviewPattern
{
    private const string Extension = ".png";
    private readonly string _pattern;

    private PreviewPattern(string pattern)
    {
        _pattern = pattern;
    }

    /// <summary>Reads the argument and checks that its folder can be written.</summary>
    /// <param name="path">What <c>--preview</c> says.</param>
    /// <param name="manyPictures">More than one picture is asked for.</param>
    /// <exception cref="UsageException">The path is no .png file, or its folder cannot be written.</exception>
    public static PreviewPattern Parse(string path, bool manyPictures)
    {
        if (path.Contains('\0') || !path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"--preview is '{path}'; a file name that ends in .png is expected, for example steps/{{step:00}}.png.");
        }

        var stem = Path.GetFullPath(path)[..^Extension.Length];
        stem += manyPictures && !stem.Contains("{index", StringComparison.Ordinal) ? "_{index}" : string.Empty;
        OutputBatch.RequireWritable("--preview", Path.GetDirectoryName(stem)!);
        return new PreviewPattern(stem + Extension);
    }

    /// <summary>Full path of one picture.</summary>
    /// <param name="step">Steps that are done.</param>
    /// <param name="index">Which picture of the run, from 0; shown from 1.</param>
    public string PathOf(int step, int index)
    {
        return Places().Replace(_pattern, match => (match.Groups["name"].Value == "step" ? step : index + 1).ToString(match.Groups["format"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\{(?<name>step|index)(?::(?<format>0{1,9}))?\}")]
    private static partial Regex Places();
}

using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Output;

/// <summary>Where each map of each picture goes: the meaning of <c>--out</c>.</summary>
/// <remarks>
/// A path that ends in <c>.png</c> is a file or a pattern with <c>{prompt}</c>, <c>{seed}</c> and <c>{map}</c>; what it does not name but
/// needs to keep the files apart is added before the extension. Every other path is a folder for <c>{prompt}_{seed}_{map}.png</c>.
/// </remarks>
internal sealed class OutputPattern
{
    private const string Extension = ".png";
    private readonly string _pattern;

    private OutputPattern(string pattern)
    {
        _pattern = pattern;
    }

    /// <summary>Reads the argument.</summary>
    /// <param name="path">What <c>--out</c> says.</param>
    /// <param name="manyMaps">More than one map is asked for.</param>
    /// <param name="manyPictures">More than one picture is asked for.</param>
    /// <param name="manyPrompts">More than one prompt is given.</param>
    /// <exception cref="UsageException">The path is empty or holds what no path can.</exception>
    public static OutputPattern Parse(string path, bool manyMaps, bool manyPictures, bool manyPrompts = false)
    {
        if (path.Length == 0 || path.Contains('\0'))
        {
            throw new UsageException("--out is empty or holds a NUL character. Give a folder, or a file name that ends in .png.");
        }

        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || Directory.Exists(path))
        {
            return new OutputPattern(Path.Combine(path, "{prompt}_{seed}_{map}.png"));
        }

        var stem = path[..^Extension.Length];
        stem += manyPrompts && !stem.Contains("{prompt}") ? "_{prompt}" : string.Empty;
        stem += manyPictures && !stem.Contains("{seed}") ? "_{seed}" : string.Empty;
        stem += manyMaps && !stem.Contains("{map}") ? "_{map}" : string.Empty;
        return new OutputPattern(stem + path[^Extension.Length..]);
    }

    /// <summary>The folder of the files.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(_pattern))!;

    /// <summary>Full path of one file.</summary>
    /// <param name="prompt">What stands for {prompt}, shortened.</param>
    /// <param name="seed">What stands for {seed}.</param>
    /// <param name="map">Name of a map, or attention- and a word.</param>
    public string PathOf(string prompt, long seed, string map)
    {
        var path = _pattern
            .Replace("{prompt}", PromptSlug.Of(prompt))
            .Replace("{seed}", seed.ToString(CultureInfo.InvariantCulture))
            .Replace("{map}", map);
        return Path.GetFullPath(path);
    }
}

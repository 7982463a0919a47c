using System.Globalization;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>Reads the axes of a matrix.</summary>
/// <remarks>A range of seeds such as 1-1000000000 stays a count until the size of the matrix is known to be bearable.</remarks>
internal static class AxisReader
{
    /// <summary>Values that one axis may have.</summary>
    public const int MaxValues = 100_000;

    private static readonly string[] SingleValueOnly = ["maps", "model"];

    /// <exception cref="ManifestException">An axis is empty, too long, doubled, or holds a value that its setting refuses.</exception>
    public static IReadOnlyList<MatrixAxis> Read(ManifestNode matrix, string folder, Func<string, bool> isUsedByPrompt)
    {
        return [.. matrix.Entries().Select(entry => ReadAxis(entry, folder, isUsedByPrompt))];
    }

    private static MatrixAxis ReadAxis(ManifestNode entry, string folder, Func<string, bool> isUsedByPrompt)
    {
        if (entry.Items().Count == 0)
        {
            throw entry.Error("is an empty list; an axis of a matrix needs at least one value.");
        }

        var setting = BakeSettings.Find(entry.Name);
        if (setting == null && !isUsedByPrompt(entry.Name))
        {
            throw entry.Error(
                $"is neither a setting nor a word of the prompt: write {{{entry.Name}}} into the prompt where its values shall stand. " +
                NearNames.Suggest(entry.Name, BakeSettings.All.Select(known => known.Name)));
        }

        var values = entry.Name == "seed" ? Seeds(entry) : entry.Items().Select(item => Value(item, setting, folder)).ToList();
        if (values.GroupBy(value => value.Text).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw entry.Error($"has '{twice.Key}' twice; both would be the same picture.");
        }

        return new MatrixAxis(entry.Name, values);
    }

    private static AxisValue Value(ManifestNode item, BakeSetting? setting, string folder)
    {
        if (setting != null && SingleValueOnly.Contains(setting.Name) && item.IsList)
        {
            throw item.Error("is a list in a list; give one value per entry of this axis.");
        }

        return new AxisValue(item.Text(), setting?.Read(item, folder));
    }

    private static List<AxisValue> Seeds(ManifestNode entry)
    {
        var seeds = new List<AxisValue>();
        foreach (var item in entry.Items())
        {
            var text = item.Text();
            var dash = text.IndexOf('-', 1);
            var first = Seed(item, dash < 0 ? text : text[..dash]);
            var last = dash < 0 ? first : Seed(item, text[(dash + 1)..]);
            if (last < first || (Int128)last - first + 1 + seeds.Count > MaxValues)
            {
                throw item.Error($"is '{text}', which is {(last < first ? "a range that ends before it begins" : $"{(Int128)last - first + 1:N0} seeds; {MaxValues:N0} are the limit")}.");
            }

            for (var seed = first; ; seed++)
            {
                var value = seed;
                seeds.Add(new AxisValue(value.ToString(CultureInfo.InvariantCulture), recipe => recipe with { Request = recipe.Request with { Seed = value } }));
                if (seed == last)
                {
                    break;
                }
            }
        }

        return seeds;
    }

    private static long Seed(ManifestNode item, string text)
    {
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw item.Error($"is '{item.Text()}'; seeds are whole numbers, or a range such as 1-4.");
    }
}

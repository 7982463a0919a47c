namespace DiffusionTextures.Baking.Manifest;

/// <summary>Reads how maps are written.</summary>
internal static class OutputReader
{
    private const string DefaultName = "{material}/{variant}_{map}.{ext}";

    private static readonly string[] Keys = ["format", "maps", "name"];

    private static readonly Dictionary<string, OutputFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = OutputFormat.Png, ["ktx2"] = OutputFormat.Ktx2, ["dds"] = OutputFormat.Dds,
    };

    /// <summary>PNG of every map.</summary>
    public static IReadOnlyList<OutputEntry> Default { get; } = [new OutputEntry(OutputFormat.Png, null, DefaultName, "defaults")];

    public static IReadOnlyList<OutputEntry> Read(ManifestNode list)
    {
        return [.. list.Items().Select(ReadEntry)];
    }

    private static OutputEntry ReadEntry(ManifestNode item)
    {
        if (!item.IsMap)
        {
            return new OutputEntry(item.Word(Formats), null, DefaultName, item.Place);
        }

        var entries = item.Entries(Keys).ToDictionary(entry => entry.Name);
        var format = entries.TryGetValue("format", out var word) ? word.Word(Formats) : OutputFormat.Png;
        var maps = entries.TryGetValue("maps", out var names)
            ? names.Items().Select(name => name.Parse(Materials.MapNames.Parse)).Aggregate(MaterialMaps.None, (all, one) => all | one)
            : (MaterialMaps?)null;
        return new OutputEntry(format, maps, entries.TryGetValue("name", out var pattern) ? pattern.Text() : DefaultName, item.Place);
    }
}

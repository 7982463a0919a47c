using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;
using DiffusionTextures.Materials;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>Reads how maps are written.</summary>
internal static class OutputReader
{
    private const string PlainName = "{material}/{variant}_{map}.{ext}";
    private const string PresetName = "{material}/{variant}/{file}.{ext}";

    private static readonly Dictionary<string, ExportFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = ExportFormat.Png, ["ktx2"] = ExportFormat.Ktx2, ["dds"] = ExportFormat.Dds,
    };

    private static readonly Dictionary<string, OutputPreset> Presets = OutputPresets.All.ToDictionary(preset => preset.Name);

    /// <summary>Keys of an entry with their schemas.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Keys { get; } = new Dictionary<string, JsonObject>
    {
        ["format"] = new() { ["description"] = "Kind of file.", ["enum"] = new JsonArray([.. Formats.Keys.Select(word => JsonValue.Create(word))]) },
        ["preset"] = new() { ["description"] = "File names and channel packing of an engine.", ["enum"] = new JsonArray([.. Presets.Keys.Select(word => JsonValue.Create(word))]) },
        ["maps"] = new() { ["description"] = "Which maps, without a preset.", ["type"] = "array", ["items"] = new JsonObject { ["enum"] = new JsonArray([.. MapNames.All.Select(word => JsonValue.Create(word))]) } },
        ["compress"] = new() { ["description"] = "Block compression of KTX2 and DDS files.", ["type"] = "boolean" },
        ["name"] = new()
        {
            ["description"] = "Path below the output folder with {material}, {variant}, {map}, {file}, {seed}, {ext} and the axes of the matrix.", ["type"] = "string",
        },
    };

    /// <summary>PNG of every map.</summary>
    public static IReadOnlyList<OutputEntry> Default { get; } = [new OutputEntry(Presets[OutputPresets.Plain].Bindings, ExportFormat.Png, false, PlainName, "defaults")];

    public static IReadOnlyList<OutputEntry> Read(ManifestNode list) => [.. list.Items().Select(ReadEntry)];

    /// <summary>As a prompt material writes its outputs.</summary>
    public static IReadOnlyList<OutputEntry> Of(MaterialOutputs outputs, string place)
    {
        var isPlain = outputs.Preset == OutputPresets.Plain;
        return [new OutputEntry(outputs.Resolve(), outputs.Format, outputs.Compress, isPlain ? PlainName : PresetName, place)];
    }

    private static OutputEntry ReadEntry(ManifestNode item)
    {
        if (!item.IsMap)
        {
            return Default[0] with { Format = item.Word(Formats), Place = item.Place };
        }

        var entries = item.Entries([.. Keys.Keys]).ToDictionary(entry => entry.Name);
        var preset = entries.TryGetValue("preset", out var named) ? named.Word(Presets) : Presets[OutputPresets.Plain];
        var bindings = preset.Bindings;
        if (entries.TryGetValue("maps", out var names))
        {
            var maps = names.Items().Select(name => name.Parse(MapNames.Parse)).Aggregate(MaterialMaps.None, (all, one) => all | one);
            bindings = preset.Name == OutputPresets.Plain
                ? [.. bindings.Where(binding => (PackedTexture.MapsOf(binding) & maps) != 0)]
                : throw names.Error($"cannot be chosen beside a preset: {preset.Name} says which maps it needs.");
        }

        return new OutputEntry(
            bindings,
            entries.TryGetValue("format", out var word) ? word.Word(Formats) : ExportFormat.Png,
            entries.TryGetValue("compress", out var compress) && compress.Flag(),
            entries.TryGetValue("name", out var pattern) ? pattern.Text() : preset.Name == OutputPresets.Plain ? PlainName : PresetName,
            item.Place);
    }
}

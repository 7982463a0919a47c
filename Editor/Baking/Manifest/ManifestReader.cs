using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>Reads a manifest and checks every value with its place in the file.</summary>
internal sealed class ManifestReader
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>Keys of the manifest itself.</summary>
    public static readonly IReadOnlyCollection<string> TopKeys = ["version", "out", "defaults", "wildcards", "outputs", "materials"];

    /// <summary>Keys of a material beside the settings.</summary>
    public static readonly IReadOnlyCollection<string> OwnMaterialKeys = ["from", "matrix", "exclude", "outputs"];

    private readonly string _path;
    private readonly string _folder;
    private readonly Dictionary<string, IReadOnlyList<string>> _wildcards = [];
    private readonly List<Func<BakeRecipe, BakeRecipe>> _defaults = [];

    private ManifestReader(string path)
    {
        _path = Path.GetFullPath(path);
        _folder = Path.GetDirectoryName(_path)!;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ManifestException">The first thing that is wrong, with its place.</exception>
    public static BakeManifest Open(string path) => new ManifestReader(path).Read(ManifestFile.Open(path));

    /// <summary>Reads text as if it lay at <paramref name="path"/>.</summary>
    /// <inheritdoc cref="Open"/>
    public static BakeManifest Parse(string path, string text) => new ManifestReader(path).Read(ManifestFile.Parse(Path.GetFileName(path), new StringReader(text)));

    private BakeManifest Read(ManifestNode root)
    {
        var entries = root.Entries(TopKeys).ToDictionary(entry => entry.Name);
        var version = Required(root, entries, "version", "version: 1").Whole();
        if (version != Version)
        {
            throw entries["version"].Error($"is {version}; this dtex reads version {Version}. Use the dtex that the manifest was written for, or change it to version {Version}.");
        }

        ReadWildcards(entries.GetValueOrDefault("wildcards"));
        var defaults = entries.GetValueOrDefault("defaults")?.Entries([.. BakeSettings.All.Select(setting => setting.Name)]) ?? [];
        _defaults.AddRange(defaults.Select(Setting));
        var outputs = entries.TryGetValue("outputs", out var list) ? OutputReader.Read(list) : OutputReader.Default;
        var materials = Required(root, entries, "materials", "materials:").Entries();
        return new BakeManifest
        {
            Path = _path,
            OutputFolder = Path.GetFullPath(entries.GetValueOrDefault("out")?.Text() ?? "baked", _folder),
            Defaults = _defaults,
            Wildcards = _wildcards,
            Outputs = outputs,
            Materials = materials.Count > 0 ? [.. materials.Select(Material)] : throw entries["materials"].Error("is empty; name at least one material."),
        };
    }

    private static ManifestNode Required(ManifestNode root, Dictionary<string, ManifestNode> entries, string key, string example)
    {
        return entries.GetValueOrDefault(key) ?? throw new ManifestException(root.Place, $"'{key}' is missing. Write '{example}'.");
    }

    private void ReadWildcards(ManifestNode? wildcards)
    {
        foreach (var entry in wildcards?.Entries() ?? [])
        {
            var words = entry.Items().Select(item => item.Text()).ToList();
            if (words.Count == 0 || words.Exists(word => word.Contains('|') || word.Contains('{') || word.Contains('}')))
            {
                throw entry.Error("must be a list of at least one word or phrase, without braces and bars.");
            }

            _wildcards.Add(entry.Name, words);
        }
    }

    private ManifestMaterial Material(ManifestNode entry)
    {
        if (entry.Name.Length == 0 || !NamePattern.IsFileName(entry.Name))
        {
            throw entry.Error("is no name for a folder: use letters, digits, spaces, '-', '_' and '.'.");
        }

        var keys = entry.Entries([.. BakeSettings.All.Select(setting => setting.Name), .. OwnMaterialKeys]);
        var document = keys.FirstOrDefault(key => key.Name == "from") is { } from ? PromptMaterialReference.Read(from, _folder) : null;
        var settings = keys.Where(key => !OwnMaterialKeys.Contains(key.Name)).Select(Setting).ToList();
        if (document != null)
        {
            settings.Insert(0, document.Apply);
        }

        var prompt = _defaults.Concat(settings).Aggregate(BakeRecipe.Default, (recipe, apply) => apply(recipe)).Request.Prompt;
        var matrix = keys.FirstOrDefault(key => key.Name == "matrix");
        var axes = matrix == null ? [] : AxisReader.Read(matrix, _folder, word => prompt.Contains($"{{{word}}}") || MentionsInAxes(matrix, word));
        if (prompt.Length == 0 && !axes.Any(axis => axis.Name == "prompt"))
        {
            throw entry.Error("has no prompt. Write 'prompt: what it shows'.");
        }

        var outputs = keys.FirstOrDefault(key => key.Name == "outputs");
        return new ManifestMaterial(entry.Name, entry.Place, settings, axes, Excluded(keys, axes), outputs == null ? document?.Outputs : OutputReader.Read(outputs));
    }

    /// <summary>Whether a prompt that is itself on an axis uses the word.</summary>
    private static bool MentionsInAxes(ManifestNode matrix, string word)
    {
        return matrix.Entries().Where(axis => axis.Name is "prompt" or "negative" or "style").SelectMany(axis => axis.Items()).Any(item => item.Text().Contains($"{{{word}}}"));
    }

    private static List<IReadOnlyDictionary<string, string>> Excluded(IReadOnlyList<ManifestNode> keys, IReadOnlyList<MatrixAxis> axes)
    {
        var excluded = new List<IReadOnlyDictionary<string, string>>();
        foreach (var item in keys.FirstOrDefault(key => key.Name == "exclude")?.Items() ?? [])
        {
            var combination = item.Entries([.. axes.Select(axis => axis.Name)]).ToDictionary(entry => entry.Name, entry => entry.Text());
            foreach (var (name, text) in combination)
            {
                if (axes.First(axis => axis.Name == name).Values.All(value => value.Text != text))
                {
                    throw item.Error($"names {name} '{text}', which is no value of that axis.");
                }
            }

            excluded.Add(combination);
        }

        return excluded;
    }

    private Func<BakeRecipe, BakeRecipe> Setting(ManifestNode entry) => BakeSettings.Find(entry.Name)!.Read(entry, _folder);
}

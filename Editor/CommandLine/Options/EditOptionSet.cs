using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>What is changed in the model's graphs while they are loaded.</summary>
internal static class EditOptionSet
{
    private static readonly IReadOnlyDictionary<string, TileAxes> Axes = new Dictionary<string, TileAxes>(StringComparer.OrdinalIgnoreCase)
    {
        ["x"] = TileAxes.X,
        ["y"] = TileAxes.Y,
        ["xy"] = TileAxes.XY,
        ["none"] = TileAxes.None,
    };

    public static IReadOnlyList<IBoundOption<TextureGeneratorOptions>> All { get; } =
    [
        BoundOption.Of<TextureGeneratorOptions, TileAxes>(
            nameof(ModelEdits.Tiling),
            ValueOption.Word("--tile", "Makes the texture continue at its opposite border.", Axes),
            (options, value) => options with { Edits = options.Edits with { Tiling = value } }),
        BoundOption.Of<TextureGeneratorOptions, int>(
            nameof(ModelEdits.ClipSkip),
            ValueOption.Whole("--clip-skip", "Layer of the text encoder to steer with, from the end: 1 is the last, 2 the one before.", 2),
            (options, value) => options with { Edits = options.Edits with { ClipSkip = value } }),
        BoundOption.Of<TextureGeneratorOptions, bool>(
            nameof(ModelEdits.ClipSkipFinalNorm),
            ValueOption.Flag("--clip-skip-raw", "With --clip-skip, leaves out the final layer norm."),
            (options, value) => options with { Edits = options.Edits with { ClipSkipFinalNorm = !value } }),
        BoundOption.Of<TextureGeneratorOptions, IReadOnlyList<LoraReference>>(
            nameof(ModelEdits.Loras),
            ValueOption.Many("--lora", "FILE[:W]", "Adds a LoRA, a safetensors file, with a weight.", ParseLora),
            (options, values) => options with { Edits = options.Edits with { Loras = values } }),
        BoundOption.Of<TextureGeneratorOptions, bool>(
            nameof(LoraReference.AllowPartial),
            ValueOption.Flag("--lora-partial", "Passes over layers of a LoRA that the model does not have."),
            (options, value) => options with { Edits = options.Edits with { Loras = [.. options.Edits.Loras.Select(lora => lora with { AllowPartial = value })] } }),
        BoundOption.Of<TextureGeneratorOptions, IReadOnlyList<EmbeddingReference>>(
            nameof(ModelEdits.Embeddings),
            ValueOption.Many("--embedding", "FILE[:TOKEN]", "Adds a textual inversion, a safetensors file, and the word that stands for it.", ParseEmbedding),
            (options, values) => options with { Edits = options.Edits with { Embeddings = values } }),
        BoundOption.Of<TextureGeneratorOptions, IReadOnlyList<string>>(
            nameof(ModelEdits.ControlNets),
            ValueOption.Many("--controlnet", "DIR", "Adds a ControlNet, a folder with model.onnx; give each a --control-image.", folder => folder),
            (options, values) => options with { Edits = options.Edits with { ControlNets = values } }),
    ];

    private static LoraReference ParseLora(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && float.TryParse(text.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? new LoraReference(RequireFile(text[..colon]), weight)
            : new LoraReference(RequireFile(text));
    }

    private static EmbeddingReference ParseEmbedding(string text)
    {
        // What follows the colon of a Windows drive is a path, not a word.
        var colon = text.LastIndexOf(':');
        return colon > 0 && !text.AsSpan(colon + 1).ContainsAny('/', '\\')
            ? new EmbeddingReference(RequireFile(text[..colon]), text[(colon + 1)..])
            : new EmbeddingReference(RequireFile(text));
    }

    private static string RequireFile(string path)
    {
        return File.Exists(path) ? path : throw new UsageException($"names '{path}', which is no file. Give a .safetensors file that exists.");
    }
}

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
    ];
}

namespace DiffusionTextures.Baking.Planning;

/// <summary>Everything that decides one picture: what is asked of which model.</summary>
internal sealed record BakeRecipe(TextureRequest Request, TextureGeneratorOptions Generator)
{
    /// <summary>What every manifest starts from: the pocket model's defaults, tiling on both axes.</summary>
    public static BakeRecipe Default { get; } =
        new(new TextureRequest(string.Empty), new TextureGeneratorOptions { Edits = new ModelEdits { Tiling = TileAxes.XY } });
}

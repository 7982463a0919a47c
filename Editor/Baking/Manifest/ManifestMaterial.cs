using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>A material of a manifest with the matrix of its variants.</summary>
/// <param name="Name">Its name in file names and reports.</param>
/// <param name="Place">Where the manifest says so, for messages.</param>
/// <param name="Settings">What it changes of the defaults, in order.</param>
/// <param name="Axes">Its matrix; empty for a single picture.</param>
/// <param name="Excluded">Combinations that are left out.</param>
/// <param name="Outputs">How its maps are written; null as the manifest says.</param>
internal sealed record ManifestMaterial(
    string Name,
    string Place,
    IReadOnlyList<Func<BakeRecipe, BakeRecipe>> Settings,
    IReadOnlyList<MatrixAxis> Axes,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Excluded,
    IReadOnlyList<OutputEntry>? Outputs);

namespace DiffusionTextures.Baking.Planning;

/// <summary>One picture of a plan: a material with one value of every axis.</summary>
/// <param name="Material">The material's name.</param>
/// <param name="Variant">The values of its axes, joined; "default" without axes.</param>
/// <param name="Axes">The values by axis.</param>
/// <param name="Recipe">What is generated; the seed is set.</param>
/// <param name="Files">What is written.</param>
internal sealed record PlannedPicture(
    string Material, string Variant, IReadOnlyDictionary<string, string> Axes, BakeRecipe Recipe, IReadOnlyList<PlannedFile> Files);

using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>One dimension of a matrix: a setting, or a word that prompts name in braces.</summary>
internal sealed record MatrixAxis(string Name, IReadOnlyList<AxisValue> Values);

/// <summary>A value on an axis.</summary>
/// <param name="Text">As file names, prompts and reports show it.</param>
/// <param name="Apply">What it changes; null for a word that only prompts use.</param>
internal sealed record AxisValue(string Text, Func<BakeRecipe, BakeRecipe>? Apply);

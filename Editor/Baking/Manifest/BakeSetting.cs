using System.Text.Json.Nodes;
using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>A key that describes pictures, in the defaults, in a material, or as an axis of a matrix.</summary>
/// <param name="Name">As manifests write it.</param>
/// <param name="Description">For the published schema.</param>
/// <param name="Schema">JSON schema of one value.</param>
/// <param name="Read">Checks a value and returns what it changes.</param>
internal sealed record BakeSetting(string Name, string Description, JsonObject Schema, Func<ManifestNode, string, Func<BakeRecipe, BakeRecipe>> Read);

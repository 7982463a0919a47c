using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Execution;

/// <summary>One picture to make and everything it is written to: pictures of a plan that have one key are made once.</summary>
/// <param name="Key">Key in the store.</param>
/// <param name="Recipe">What is generated.</param>
/// <param name="Pictures">The plan's pictures that it is, at least one.</param>
internal sealed record WorkItem(string Key, BakeRecipe Recipe, IReadOnlyList<PlannedPicture> Pictures);

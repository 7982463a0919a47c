using DiffusionTextures.Authoring;
using DiffusionTextures.Baking.Manifest;

namespace DiffusionTextures.Baking.Planning;

/// <summary>A file that a picture becomes.</summary>
/// <param name="Path">Below the output folder, with forward slashes.</param>
/// <param name="Binding">What its channels hold.</param>
/// <param name="Output">How it is written.</param>
internal sealed record PlannedFile(string Path, OutputBinding Binding, OutputEntry Output);

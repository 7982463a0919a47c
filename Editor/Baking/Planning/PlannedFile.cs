using DiffusionTextures.Baking.Manifest;

namespace DiffusionTextures.Baking.Planning;

/// <summary>A file that a picture becomes.</summary>
/// <param name="Path">Below the output folder, with forward slashes.</param>
/// <param name="Map">What it shows.</param>
/// <param name="Output">How it is written.</param>
internal sealed record PlannedFile(string Path, MaterialMaps Map, OutputEntry Output);

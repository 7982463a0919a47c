namespace DiffusionTextures.Baking.Manifest;

/// <summary>One way in which finished maps are written.</summary>
/// <param name="Format">The kind of file.</param>
/// <param name="Maps">Which maps; null for all that are made.</param>
/// <param name="Name">Path pattern below the output folder.</param>
/// <param name="Place">Where the manifest says so, for messages.</param>
internal sealed record OutputEntry(OutputFormat Format, MaterialMaps? Maps, string Name, string Place);

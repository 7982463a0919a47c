using DiffusionTextures.Authoring;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>One way in which finished maps are written.</summary>
/// <param name="Bindings">The files of a picture: one per map, or as an engine packs them.</param>
/// <param name="Format">The kind of file.</param>
/// <param name="IsCompressed">Whether KTX2 and DDS files are block-compressed.</param>
/// <param name="Name">Path pattern below the output folder.</param>
/// <param name="Place">Where the manifest says so, for messages.</param>
internal sealed record OutputEntry(IReadOnlyList<OutputBinding> Bindings, ExportFormat Format, bool IsCompressed, string Name, string Place);

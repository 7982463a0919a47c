namespace DiffusionTextures.Baking.Store;

/// <summary>A finished picture as the store keeps it: its maps as PNG files, and what it was made with.</summary>
/// <param name="Maps">PNG bytes by map name.</param>
/// <param name="Settings">The settings that were used, as text, for whoever opens the archive.</param>
internal sealed record StoredPicture(IReadOnlyDictionary<string, byte[]> Maps, string Settings);

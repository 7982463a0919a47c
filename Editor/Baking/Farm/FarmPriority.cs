namespace DiffusionTextures.Baking.Farm;

/// <summary>Which jobs workers take first.</summary>
internal enum FarmPriority
{
    Low,
    Normal,
    High,
}

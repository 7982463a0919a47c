using DiffusionTextures.Baking.Farm;

namespace DiffusionTextures.Baking.Execution;

/// <summary>How a plan is baked on this machine.</summary>
internal sealed record BakeOptions
{
    /// <summary>Folder of the picture store.</summary>
    public required string StoreFolder { get; init; }

    /// <summary>Generators that work at the same time; null to choose by measuring the first pictures.</summary>
    public int? Jobs { get; init; }

    /// <summary>Broker of the farm that makes the pictures; null for this process.</summary>
    public Uri? Farm { get; init; }

    /// <summary>Which jobs the farm's workers take first.</summary>
    public FarmPriority Priority { get; init; } = FarmPriority.Normal;

    /// <summary>This part of the plan's pictures alone, for machines that share a store or none: part <c>Index</c> of <c>Count</c>, from 1.</summary>
    public (int Index, int Count) Shard { get; init; } = (1, 1);
}

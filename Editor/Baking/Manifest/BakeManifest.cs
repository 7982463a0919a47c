using DiffusionTextures.Authoring;
using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>A manifest, read and checked as far as that is possible without expanding its matrices.</summary>
internal sealed record BakeManifest
{
    /// <summary>The file it came from, full path.</summary>
    public required string Path { get; init; }

    /// <summary>Where files are written, full path.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>What every material starts from, in order.</summary>
    public required IReadOnlyList<Func<BakeRecipe, BakeRecipe>> Defaults { get; init; }

    /// <summary>Word lists by name: <c>__name__</c> in a prompt becomes one of them, chosen by the seed.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Wildcards { get; init; }

    /// <summary>How maps are written where a material does not say so itself.</summary>
    public required IReadOnlyList<OutputEntry> Outputs { get; init; }

    public required IReadOnlyList<ManifestMaterial> Materials { get; init; }

    /// <summary>The same with every file in another format.</summary>
    public BakeManifest In(ExportFormat format, bool isCompressed)
    {
        return this with { Outputs = Rewritten(Outputs), Materials = [.. Materials.Select(material => material with { Outputs = material.Outputs == null ? null : Rewritten(material.Outputs) })] };

        IReadOnlyList<OutputEntry> Rewritten(IReadOnlyList<OutputEntry> outputs) => [.. outputs.Select(output => output with { Format = format, IsCompressed = isCompressed })];
    }
}

using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Execution;

/// <summary>A picture on its way from a generator to the writer: fresh textures, a picture that another process stored meanwhile, or an error.</summary>
internal sealed record FinishedPicture(WorkItem Item)
{
    public MaterialTextures? Textures { get; init; }

    public StoredPicture? Stored { get; init; }

    /// <summary>A stored picture was made for this bake, by a worker.</summary>
    public bool IsFresh { get; init; }

    public string? Error { get; init; }

    /// <summary>Held until the picture is stored.</summary>
    public StoreClaim? Claim { get; init; }

    public TimeSpan Time { get; init; }
}

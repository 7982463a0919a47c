namespace DiffusionTextures.Studio;

/// <summary>What a studio is started with.</summary>
public sealed record StudioOptions
{
    /// <summary>The folder of the prompt materials; made where there is none.</summary>
    public required string Folder { get; init; }

    /// <summary>The port on the loopback address; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>A further folder whose subfolders are models; null for none. Models in the materials' own folder are found as well.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Where to compute, in order of preference; null for the processor.</summary>
    public IReadOnlyList<ExecutionProvider>? Providers { get; init; }

    /// <summary>How many bytes of results may stay on the disk beside those of favourites.</summary>
    public long MaxResultBytes { get; init; } = 4L << 30;
}

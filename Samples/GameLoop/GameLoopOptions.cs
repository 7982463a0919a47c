namespace GameLoop;

/// <summary>What the command line says.</summary>
internal sealed record GameLoopOptions
{
    /// <summary>Frames to draw. Null: until the window is closed, or without a window until every prompt has been shown.</summary>
    public int? Frames { get; init; }

    /// <summary>Of a frame, in pixels.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Of a frame, in pixels.</summary>
    public int Height { get; init; } = 360;

    /// <summary>At most so many frames a second, as a display would have it; 0 for as many as there can be.</summary>
    public double FpsCap { get; init; } = 20;

    /// <summary>What to make, one after the other, round and round.</summary>
    public IReadOnlyList<string> Prompts { get; init; } =
        ["mossy red brick wall", "brown wooden planks", "gray cobblestone", "golden metal", "small blue tiles", "gray concrete"];

    /// <summary>Side of a texture in texels.</summary>
    public int TextureSize { get; init; } = 128;

    /// <summary>How long a material is shown before the next is asked for.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Seed of the first material; each next one has the next.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>A diffusers-ONNX folder; null for the pocket model.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Where frames go as PNG files; null for nowhere.</summary>
    public string? PngFolder { get; init; }

    /// <summary>Every how many frames one is written.</summary>
    public int PngEvery { get; init; } = 1;

    /// <summary>No window.</summary>
    public bool Headless { get; init; }

    /// <summary>With the validation layer, whose messages are counted.</summary>
    public bool Validate { get; init; }

    /// <summary>The report as JSON.</summary>
    public bool Json { get; init; }
}

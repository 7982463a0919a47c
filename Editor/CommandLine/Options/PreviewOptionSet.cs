namespace DiffusionTextures.CommandLine.Options;

/// <summary>How the pictures of <c>--preview</c> are made, and how many.</summary>
internal static class PreviewOptionSet
{
    private static readonly IReadOnlyDictionary<string, PreviewKind> Kinds = new Dictionary<string, PreviewKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["projection"] = PreviewKind.Projection,
        ["decoder"] = PreviewKind.Decoder,
        ["vae"] = PreviewKind.Vae,
    };

    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, PreviewKind>(
            nameof(TextureRequest.Preview),
            ValueOption.Word("--preview-kind", "What makes previews: projection (one texel per latent cell), decoder (--preview-decoder) or vae. Default: projection.", Kinds),
            (request, value) => request with { Preview = (request.Preview ?? new PreviewSettings()) with { Kind = value } }),
        BoundOption.Of<TextureRequest, int>(
            nameof(TextureRequest.Preview),
            ValueOption.Whole("--preview-every", "Steps from one preview to the next. Default: 1.", 5),
            (request, value) => request with { Preview = (request.Preview ?? new PreviewSettings()) with { EverySteps = value } }),
    ];
}

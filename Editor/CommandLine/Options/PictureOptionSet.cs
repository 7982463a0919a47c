namespace DiffusionTextures.CommandLine.Options;

/// <summary>What the picture shows, how large it is and how it is sampled.</summary>
internal static class PictureOptionSet
{
    /// <summary>The words for what brackets mean.</summary>
    public static IReadOnlyDictionary<string, PromptEmphasis> Emphases { get; } = new Dictionary<string, PromptEmphasis>(StringComparer.OrdinalIgnoreCase)
    {
        ["original"] = PromptEmphasis.Original,
        ["no-norm"] = PromptEmphasis.NoNorm,
        ["none"] = PromptEmphasis.None,
    };

    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, string>(
            nameof(TextureRequest.NegativePrompt),
            ValueOption.Text("--negative", "TEXT", "What it should not show."),
            (request, value) => request with { NegativePrompt = value }),
        BoundOption.Of<TextureRequest, IReadOnlyList<PromptStyle>>(
            nameof(TextureRequest.Styles),
            ValueOption.Many("--style", "TEXT", "Words around the prompt, which {prompt} stands for, or after it; may be given several times.", text => new PromptStyle(text, text, string.Empty)),
            (request, values) => request with { Styles = values }),
        BoundOption.Of<TextureRequest, PromptEmphasis>(
            nameof(TextureRequest.PromptEmphasis),
            ValueOption.Word("--emphasis", "What brackets mean: original weighs (a:1.3), no-norm without restoring the mean, none reads them literally. Default: original.", Emphases),
            (request, value) => request with { PromptEmphasis = value }),
        BoundOption.Of<TextureRequest, int>(
            nameof(TextureRequest.Width),
            ValueOption.Whole("--width", "Width in texels. Default: the model's own size.", 512),
            (request, value) => request with { Width = value }),
        BoundOption.Of<TextureRequest, int>(
            nameof(TextureRequest.Height),
            ValueOption.Whole("--height", "Height in texels. Default: the model's own size.", 512),
            (request, value) => request with { Height = value }),
        BoundOption.Of<TextureRequest, int>(
            nameof(TextureRequest.NumInferenceSteps),
            ValueOption.Whole("--steps", "Solver steps, 1 to 1000. Default: the model's, else 20.", 20),
            (request, value) => request with { NumInferenceSteps = value }),
        BoundOption.Of<TextureRequest, float>(
            nameof(TextureRequest.GuidanceScale),
            ValueOption.Real("--guidance", "How closely to follow the prompt, 0 to 100. Default: the model's, else 7.5.", "7.5"),
            (request, value) => request with { GuidanceScale = value }),
        BoundOption.Of<TextureRequest, float>(
            nameof(TextureRequest.GuidanceRescale),
            ValueOption.Real("--guidance-rescale", "Share of the rescaling that keeps strong guidance from overexposing, 0 to 1. Default: 0.", "0.7"),
            (request, value) => request with { GuidanceRescale = value }),
        BoundOption.Of<TextureRequest, float>(
            nameof(TextureRequest.GuidanceStart),
            ValueOption.Real("--guidance-from", "Fraction of the steps at which guidance begins, 0 to 1. Default: 0.", "0.1"),
            (request, value) => request with { GuidanceStart = value }),
        BoundOption.Of<TextureRequest, float>(
            nameof(TextureRequest.GuidanceEnd),
            ValueOption.Real("--guidance-to", "Fraction of the steps at which guidance ends, 0 to 1. Default: 1.", "0.8"),
            (request, value) => request with { GuidanceEnd = value }),
        BoundOption.Of<TextureRequest, long>(
            nameof(TextureRequest.Seed),
            ValueOption.Long("--seed", "Seed of the noise; picture i of --count takes seed + i. Default: random.", 1234),
            (request, value) => request with { Seed = value }),
    ];
}

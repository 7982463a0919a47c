using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Editing a given picture by words: with its recovered noise, or by inverting it.</summary>
internal static class PictureEditOptionSet
{
    private static readonly Dictionary<string, PictureNoise> Noises = new(StringComparer.OrdinalIgnoreCase)
    {
        ["first-step"] = PictureNoise.OfFirstStep,
        ["ddim-encode"] = PictureNoise.StochasticEncode,
    };

    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, PictureNoise>(
            nameof(TextureRequest.PictureNoise),
            ValueOption.Word("--picture-noise", "Noise level that --init-image begins at: of the first step, or DDIM's stochastic encode. Default: first-step.", Noises),
            (request, value) => request with { PictureNoise = value }),
        BoundOption.Of<TextureRequest, string>(
            nameof(TextureRequest.CycleEdit),
            ValueOption.Text("--cycle-from", "PROMPT", "What --init-image shows; it is edited to the prompt with its own noise (CycleDiffusion)."),
            (request, value) => request with { CycleEdit = new CycleEdit(value) }),
        Cycle("--cycle-guidance", nameof(CycleEdit.SourceGuidanceScale), "Guidance towards --cycle-from, 0 to 100. Default: 1.", (cycle, value) => cycle with { SourceGuidanceScale = value }),
        Cycle("--cycle-eta", nameof(CycleEdit.Eta), "Share of noise in each step, above 0 to 1. Default: 0.1.", (cycle, value) => cycle with { Eta = value }),
        BoundOption.Of<TextureRequest, string>(
            nameof(TextureRequest.Inversion),
            ValueOption.Text("--invert", "PROMPT", "What --init-image shows; its noise is found by DDIM and goes on with the prompt."),
            (request, value) => request with { Inversion = new Inversion(value) }),
        BoundOption.Of<TextureRequest, float>(
            nameof(Inversion.GuidanceScale),
            ValueOption.Real("--invert-guidance", "Guidance towards --invert, 0 to 100. Default: 1.", "1"),
            (request, value) => request.Inversion is { } inversion
                ? request with { Inversion = inversion with { GuidanceScale = value } }
                : throw new UsageException("--invert-guidance needs --invert with the prompt of the picture.")),
    ];

    private static IBoundOption<TextureRequest> Cycle(string name, string member, string description, Func<CycleEdit, float, CycleEdit> set)
    {
        return BoundOption.Of<TextureRequest, float>(member, ValueOption.Real(name, description, "0.5"), (request, value) => request.CycleEdit is { } cycle
            ? request with { CycleEdit = set(cycle, value) }
            : throw new UsageException($"{name} needs --cycle-from with the prompt of the picture."));
    }
}

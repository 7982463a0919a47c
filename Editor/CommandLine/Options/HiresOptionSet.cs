using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>A second pass at a larger size, and a second model near the end.</summary>
internal static class HiresOptionSet
{
    private static readonly Dictionary<string, LatentUpscale> Upscales = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nearest"] = LatentUpscale.Nearest,
        ["bilinear"] = LatentUpscale.Bilinear,
        ["bicubic"] = LatentUpscale.Bicubic,
        ["bicubic-antialiased"] = LatentUpscale.BicubicAntialiased,
    };

    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, HiresFix>(
            nameof(TextureRequest.Hires),
            ValueOption.One("--hires", "SCALE[:STRENGTH[:STEPS]]", "Makes the texture so many times larger in a second pass. Default: one pass; strength 0.7.", Parse),
            (request, value) => request with { Hires = value }),
        BoundOption.Of<TextureRequest, LatentUpscale>(
            nameof(HiresFix.Upscale),
            ValueOption.Word("--hires-upscale", "How the latent is enlarged. Default: bilinear.", Upscales),
            (request, value) => request.Hires is { } hires
                ? request with { Hires = hires with { Upscale = value } }
                : throw new UsageException("--hires-upscale needs --hires with the scale.")),
        BoundOption.Of<TextureRequest, float>(
            nameof(TextureRequest.RefinerStart),
            ValueOption.Real("--refiner-from", "Share of the noise schedule after which --refiner takes over, 0 to 1. Default: 0.8.", "0.8"),
            (request, value) => request with { RefinerStart = value }),
    ];

    private static HiresFix Parse(string text)
    {
        const string Example = "2:0.6:15";
        var parts = text.Split(':');
        var hires = new HiresFix { Scale = ValueOption.ParseReal(parts[0], Example) };
        if (parts.Length > 1)
        {
            hires = hires with { Strength = ValueOption.ParseReal(parts[1], Example) };
        }

        if (parts.Length > 2)
        {
            hires = int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && parts.Length == 3
                ? hires with { NumInferenceSteps = steps }
                : throw new UsageException($"is '{text}'; SCALE[:STRENGTH[:STEPS]] is expected, for example {Example}.");
        }

        return hires;
    }
}

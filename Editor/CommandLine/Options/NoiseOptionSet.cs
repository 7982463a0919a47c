using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Whose noise a seed stands for, and variations of it.</summary>
internal static class NoiseOptionSet
{
    private const int PixelsPerCell = 8;

    private static readonly Dictionary<string, NoiseKind> Kinds = new()
    {
        ["torch-cpu"] = NoiseKind.TorchCpu,
        ["torch-cuda"] = NoiseKind.TorchCuda,
        ["numpy"] = NoiseKind.NumPy,
    };

    private static readonly Dictionary<string, IReadOnlyList<float>> TimestepTables = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ays-sd1"] = AysSchedules.StableDiffusionTimesteps,
        ["ays-sdxl"] = AysSchedules.StableDiffusionXLTimesteps,
    };

    private static readonly Dictionary<string, IReadOnlyList<float>> SigmaTables = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ays-sd1"] = AysSchedules.StableDiffusionSigmas,
        ["ays-sdxl"] = AysSchedules.StableDiffusionXLSigmas,
    };

    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, NoiseKind>(
            nameof(TextureRequest.NoiseKind),
            ValueOption.Word("--noise", "Whose random numbers a seed stands for: torch-cpu (default), torch-cuda (AUTOMATIC1111's default) or numpy.", Kinds),
            (request, value) => request with { NoiseKind = value }),
        BoundOption.Of<TextureRequest, long>(
            nameof(TextureRequest.Variation),
            ValueOption.Long("--variation-seed", "Seed of the noise that is mixed in.", 7),
            (request, value) => request with { Variation = Variation(request) with { Seed = (ulong)value } }),
        BoundOption.Of<TextureRequest, float>(
            nameof(TextureRequest.Variation),
            ValueOption.Real("--variation-strength", "How much of the variation seed's noise is mixed in, 0 to 1.", "0.2"),
            (request, value) => request with { Variation = Variation(request) with { Strength = value } }),
        BoundOption.Of<TextureRequest, (int Width, int Height)>(
            nameof(TextureRequest.Variation),
            ValueOption.One("--seed-resize-from", "WxH", "Size of the picture whose composition is kept, in pixels of a Stable Diffusion model.", ParseSize),
            (request, value) => request with
            {
                Variation = Variation(request) with { ResizeFromWidth = value.Width / PixelsPerCell, ResizeFromHeight = value.Height / PixelsPerCell },
            }),
        BoundOption.Of<TextureRequest, IReadOnlyList<float>>(
            nameof(TextureRequest.Timesteps),
            ValueOption.One("--timesteps", "LIST", "Timesteps to use instead of computed ones, descending, separated by commas; or ays-sd1, ays-sdxl.", text => ParseTable(text, TimestepTables)),
            (request, value) => request with { Timesteps = value, NumInferenceSteps = value.Count }),
        BoundOption.Of<TextureRequest, IReadOnlyList<float>>(
            nameof(TextureRequest.Sigmas),
            ValueOption.One("--sigmas", "LIST", "Sigmas to use instead of computed ones, descending and ending in 0, separated by commas; or ays-sd1, ays-sdxl.", text => ParseTable(text, SigmaTables)),
            (request, value) => request with { Sigmas = value, NumInferenceSteps = value.Count - 1 }),
    ];

    private static NoiseVariation Variation(TextureRequest request) => request.Variation ?? new NoiseVariation();

    private static (int Width, int Height) ParseSize(string text)
    {
        var parts = text.Split('x', 'X');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
                ? (width, height)
                : throw new UsageException($"is '{text}'; WxH is expected, for example 512x512.");
    }

    private static IReadOnlyList<float> ParseTable(string text, Dictionary<string, IReadOnlyList<float>> tables)
    {
        if (tables.TryGetValue(text, out var table))
        {
            return table;
        }

        return text.Split(',', StringSplitOptions.TrimEntries).Select(part => ValueOption.ParseReal(part, "999,850,700")).ToArray();
    }
}

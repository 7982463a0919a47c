using System.Globalization;
using System.Text.Json.Nodes;
using DiffusionTextures.Materials;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Baking.Output;

/// <summary>The text that every PNG carries: AUTOMATIC1111's parameters for other tools, and the request as JSON for ours.</summary>
internal static class PictureMetadata
{
    /// <param name="report">What the picture was made with.</param>
    /// <param name="generator">Which model made it.</param>
    public static PngMetadata Of(GenerationReport report, TextureGeneratorOptions generator)
    {
        var model = generator.ModelFolder is { } folder ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) : "pocket";
        return PngMetadata.ForRequest(Parameters(report, model), Json(report, model));
    }

    private static string Parameters(GenerationReport report, string model)
    {
        var request = report.Request;
        KeyValuePair<string, string>[] fields =
        [
            Field("Steps", Number(request.NumInferenceSteps!.Value)),
            Field("Sampler", SamplerName.Of(report)),
            Field("CFG scale", Number(request.GuidanceScale!.Value)),
            Field("Seed", Number(request.Seed!.Value)),
            Field("Size", $"{Number(request.Width!.Value)}x{Number(request.Height!.Value)}"),
            Field("Model", model),
        ];
        return new A1111Parameters(WithoutNul(request.Prompt), WithoutNul(request.NegativePrompt ?? string.Empty), fields).ToString();
    }

    private static string Json(GenerationReport report, string model)
    {
        var request = report.Request;
        var json = new JsonObject
        {
            ["prompt"] = request.Prompt,
            ["negativePrompt"] = request.NegativePrompt,
            ["width"] = request.Width,
            ["height"] = request.Height,
            ["steps"] = request.NumInferenceSteps,
            ["guidance"] = request.GuidanceScale,
            ["seed"] = request.Seed,
            ["scheduler"] = report.SchedulerName,
            ["schedulerConfig"] = SamplerName.Config(request),
            ["maps"] = string.Join(',', MapNames.OfSet(request.Maps!.Value)),
            ["model"] = model,
            ["provider"] = report.Provider.ToString(),
        };
        return json.ToJsonString();
    }

    private static KeyValuePair<string, string> Field(string key, string value) => KeyValuePair.Create(key, value);

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    // PNG text ends at a NUL; the JSON entry has it escaped.
    private static string WithoutNul(string text) => text.Replace('\0', '\uFFFD');
}

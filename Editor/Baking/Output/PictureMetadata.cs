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
        var model = FolderName(generator.ModelFolder) ?? "pocket";
        return PngMetadata.ForRequest(Parameters(report, model), Json(report, model, generator));
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

    private static string Json(GenerationReport report, string model, TextureGeneratorOptions generator)
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
        AddChanges(json, request, generator);
        return json.ToJsonString();
    }

    /// <summary>What differs from plain text-to-image with the model as it is: folders and edits of the generator, the pipeline of the request.</summary>
    private static void AddChanges(JsonObject json, TextureRequest request, TextureGeneratorOptions generator)
    {
        var edits = generator.Edits;
        Add("vae", FolderName(generator.VaeFolder));
        Add("unet", FolderName(generator.UNetFolder));
        Add("refiner", FolderName(generator.RefinerFolder));
        Add("refinerFrom", generator.RefinerFolder == null ? null : request.RefinerStart);
        Add("tiling", edits.Tiling == TileAxes.None ? null : edits.Tiling.ToString());
        Add("clipSkip", edits.ClipSkip);
        Add("loras", List(edits.Loras.Select((lora, i) => $"{Path.GetFileName(lora.Path)}:{Number(request.LoraWeights?[i] ?? lora.Weight)}")));
        Add("embeddings", List(edits.Embeddings.Select(embedding => $"{Path.GetFileName(embedding.Path)}:{embedding.Token}")));
        Add("controlNets", List(edits.ControlNets.Select(path => FolderName(path)!)));
        Add("strength", request.InitImage == null || request.NoiseLevel != null ? null : request.Strength);
        Add("noiseLevel", request.NoiseLevel);
        Add("maskBlur", request.MaskBlur == 0 ? null : request.MaskBlur);
        Add("maskedContent", request.MaskedContent == MaskedContent.Original ? null : request.MaskedContent.ToString());
        Add("outpaint", request.Outpaint is { } outpaint ? FormattableString.Invariant($"{outpaint.Left},{outpaint.Top},{outpaint.Right},{outpaint.Bottom}") : null);
        Add("inpaintSeam", request.SeamRemoval?.Axes.ToString());
        Add("cycleFrom", request.CycleEdit?.SourcePrompt);
        Add("invert", request.Inversion?.Prompt);
        Add("editFrom", request.PromptEdit?.SourcePrompt);
        Add("upscaler", request.Upscale == null ? null : FolderName(generator.Upscaler));
        Add("upscale", request.Upscale);
        Add("hires", request.Hires is { } hires ? FormattableString.Invariant($"{hires.Scale}:{hires.Strength}:{hires.NumInferenceSteps ?? request.NumInferenceSteps}:{hires.Upscale}") : null);

        void Add(string key, JsonNode? value)
        {
            if (value != null)
            {
                json[key] = value;
            }
        }
    }

    private static string? FolderName(string? folder) => folder == null ? null : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static JsonArray? List(IEnumerable<string> values) => values.Select(value => (JsonNode?)value).ToArray() is { Length: > 0 } items ? new JsonArray(items) : null;

    private static KeyValuePair<string, string> Field(string key, string value) => KeyValuePair.Create(key, value);

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    // PNG text ends at a NUL; the JSON entry has it escaped.
    private static string WithoutNul(string text) => text.Replace('\0', '\uFFFD');
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiffusionTextures.CommandLine.Output;

/// <summary>One picture of a run: what it was made with and its files by map name.</summary>
internal sealed record GeneratedPicture(GenerationReport Report, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Encoding and staging its files.</summary>
    public TimeSpan Write { get; init; }
}

/// <summary>What a run made and how long each stage took; the object that <c>--json</c> prints.</summary>
internal sealed record GenerateReport(
    ExecutionProvider Provider, IReadOnlyList<string> ProviderFallbacks, IReadOnlyList<GeneratedPicture> Pictures, IReadOnlyList<string> TensorFiles)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public TimeSpan Load { get; init; }

    /// <summary>Renaming the whole set into place.</summary>
    public TimeSpan Commit { get; init; }

    /// <summary>The most parts of the model that were loaded at once.</summary>
    public int ModelsInMemory { get; init; }

    /// <summary>Every file written, in order.</summary>
    public IEnumerable<string> Files => Pictures.SelectMany(picture => picture.Files.Values).Concat(TensorFiles);

    public string ToJson()
    {
        var first = Pictures[0].Report;
        var generate = Sum(picture => picture.Report.Timings.Total);
        var runs = Sum(picture => picture.Report.Timings.SessionRuns);
        var json = new JsonObject
        {
            ["prompt"] = first.Request.Prompt,
            ["scheduler"] = first.SchedulerName,
            ["steps"] = first.Request.NumInferenceSteps,
            ["guidance"] = first.Request.GuidanceScale,
            ["seeds"] = new JsonArray([.. Pictures.Select(picture => JsonValue.Create(picture.Report.Request.Seed!.Value))]),
            ["width"] = first.Request.Width,
            ["height"] = first.Request.Height,
            ["upscale"] = first.Request.Upscale ?? 1,
            ["files"] = new JsonArray([.. Files.Select(file => JsonValue.Create(file))]),
            ["pictures"] = new JsonArray([.. Pictures.Select(Describe)]),
            ["provider"] = Provider.ToString(),
            ["providerFallbacks"] = new JsonArray([.. ProviderFallbacks.Select(fallback => JsonValue.Create(fallback))]),
            ["modelsInMemory"] = ModelsInMemory,
            ["milliseconds"] = Times(),
            ["overheadPercent"] = generate > TimeSpan.Zero ? Math.Round(100 * (generate - runs) / generate, 2) : 0,
        };
        return json.ToJsonString(Format);
    }

    private static JsonNode Describe(GeneratedPicture picture)
    {
        var request = picture.Report.Request;
        return new JsonObject
        {
            ["seed"] = request.Seed,
            ["width"] = request.Width,
            ["height"] = request.Height,
            ["files"] = new JsonObject(picture.Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))),
            ["milliseconds"] = Milliseconds(picture.Report.Timings.Total),
        };
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);

    private JsonObject Times()
    {
        var denoise = Sum(picture => picture.Report.Timings.Denoise);
        var steps = Pictures.Sum(picture => picture.Report.Timings.DenoiseSteps);
        return new JsonObject
        {
            ["load"] = Milliseconds(Load),
            ["text"] = Milliseconds(Sum(picture => picture.Report.Timings.Text)),
            ["denoise"] = Milliseconds(denoise),
            ["denoisePerStep"] = Milliseconds(denoise / Math.Max(1, steps)),
            ["decode"] = Milliseconds(Sum(picture => picture.Report.Timings.Decode)),
            ["maps"] = Milliseconds(Sum(picture => picture.Report.Timings.Maps)),
            ["write"] = Milliseconds(Sum(picture => picture.Report.Timings.Write + picture.Write) + Commit),
            ["generate"] = Milliseconds(Sum(picture => picture.Report.Timings.Total)),
            ["sessionRuns"] = Milliseconds(Sum(picture => picture.Report.Timings.SessionRuns)),
        };
    }

    private TimeSpan Sum(Func<GeneratedPicture, TimeSpan> time) => Pictures.Aggregate(TimeSpan.Zero, (sum, picture) => sum + time(picture));
}

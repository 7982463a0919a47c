using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.CommandLine.Failures;
using Spectre.Console;

namespace DiffusionTextures.CommandLine.Baking;

/// <summary>One run of <c>dtex bake</c>: shows progress, bakes, says what was made.</summary>
internal sealed class BakeSession(BakePlan plan, BakeOptions options, ToolConsole console, bool json)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The exit code.</returns>
    public async Task<int> BakeAsync(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var outcomes = await WithProgressAsync(progress => new BakeRun(plan, options, progress, line => console.Error.WriteLine($"dtex: {line}")).ExecuteAsync(stop, CancellationToken.None));
        foreach (var failed in outcomes.Where(outcome => outcome.State == PictureState.Failed))
        {
            console.Error.WriteLine($"dtex: {failed.Picture.Material} {failed.Picture.Variant}: {FailureReport.SingleLine(failed.Error!)}");
        }

        if (json)
        {
            console.Output.WriteLine(Describe(outcomes, clock.Elapsed).ToJsonString(Format));
        }
        else
        {
            console.Output.WriteLine(Summary(outcomes, clock.Elapsed));
        }

        return outcomes.Any(outcome => outcome.State == PictureState.Waiting) ? ExitCode.Cancelled
            : outcomes.Any(outcome => outcome.State == PictureState.Failed) ? ExitCode.Incomplete
            : ExitCode.Success;
    }

    /// <returns>The exit code.</returns>
    public async Task<int> ForecastAsync(CancellationToken cancellationToken)
    {
        var forecast = await BakeForecast.MeasureAsync(plan, options, cancellationToken);
        console.Output.WriteLine(json ? forecast.ToJson().ToJsonString(Format) : forecast.ToString());
        return ExitCode.Success;
    }

    private static int Count(IReadOnlyList<PictureOutcome> outcomes, PictureState state) => outcomes.Count(outcome => outcome.State == state);

    private async Task<T> WithProgressAsync<T>(Func<IProgress<BakeProgress>?, Task<T>> work)
    {
        if (!console.IsWatched)
        {
            return await work(null);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return await terminal.Progress().AutoClear(true).Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("bake");
                return await work(new BakeProgressBar(task));
            });
    }

    private string Summary(IReadOnlyList<PictureOutcome> outcomes, TimeSpan elapsed)
    {
        var parts = new List<string> { $"{Count(outcomes, PictureState.Generated)} generated" };
        Add(PictureState.FromStore, "from the store");
        Add(PictureState.Unchanged, "unchanged");
        Add(PictureState.Failed, "failed");
        Add(PictureState.Waiting, "not begun");
        return string.Create(CultureInfo.InvariantCulture, $"{outcomes.Count} pictures in {elapsed.TotalSeconds:F1} s: {string.Join(", ", parts)}. {plan.Manifest.OutputFolder}");

        void Add(PictureState state, string words)
        {
            if (Count(outcomes, state) is > 0 and var count)
            {
                parts.Add($"{count} {words}");
            }
        }
    }

    private JsonObject Describe(IReadOnlyList<PictureOutcome> outcomes, TimeSpan elapsed)
    {
        return new JsonObject
        {
            ["out"] = plan.Manifest.OutputFolder,
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["generated"] = Count(outcomes, PictureState.Generated),
            ["fromStore"] = Count(outcomes, PictureState.FromStore),
            ["unchanged"] = Count(outcomes, PictureState.Unchanged),
            ["failed"] = Count(outcomes, PictureState.Failed),
            ["waiting"] = Count(outcomes, PictureState.Waiting),
            ["pictures"] = new JsonArray([.. outcomes.Select(Describe)]),
        };
    }

    private static JsonNode Describe(PictureOutcome outcome)
    {
        return new JsonObject
        {
            ["material"] = outcome.Picture.Material,
            ["variant"] = outcome.Picture.Variant,
            ["prompt"] = outcome.Picture.Recipe.Request.Prompt,
            ["seed"] = outcome.Picture.Recipe.Request.Seed,
            ["key"] = outcome.Key,
            ["state"] = JsonNamingPolicy.CamelCase.ConvertName(outcome.State.ToString()),
            ["error"] = outcome.Error,
            ["milliseconds"] = Math.Round(outcome.Time.TotalMilliseconds, 1),
            ["files"] = new JsonArray([.. outcome.Picture.Files.Select(file => JsonValue.Create(file.Path))]),
        };
    }
}

using System.Text.Json;
using Spectre.Console;

namespace GameLoop.Timing;

/// <summary>What the run was like for the player: the times of the frames, with and without a generation under way.</summary>
/// <param name="Device">What rendered.</param>
/// <param name="Frames">Frames drawn.</param>
/// <param name="Materials">What came.</param>
/// <param name="ValidationMessages">What the validation layer said; null where it was not asked.</param>
internal sealed record FrameReport(string Device, long Frames, IReadOnlyList<ArrivedMaterial> Materials, IReadOnlyList<string>? ValidationMessages)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>From the beginning of a frame to the beginning of the next.</summary>
    public required TimePair FrameTime { get; init; }

    /// <summary>How long the device worked on a frame.</summary>
    public required TimePair DeviceTime { get; init; }

    public void WriteJson(TextWriter output)
    {
        var report = new
        {
            Device,
            Frames,
            FrameMilliseconds = FrameTime.Summary(),
            DeviceMilliseconds = DeviceTime.Summary(),
            Materials,
            ValidationMessages,
        };
        output.WriteLine(JsonSerializer.Serialize(report, Indented));
    }

    public void WriteTable(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.WriteLine();
        console.Write(Percentiles());
        console.Write(Histogram());
        console.WriteLine(ValidationMessages == null ? Device : $"{Device}, {ValidationMessages.Count} validation messages");
    }

    private Table Percentiles()
    {
        var table = new Table().Title("Milliseconds").AddColumns("", "generating", "frames", "p50", "p90", "p99", "max");
        foreach (var (name, pair) in new[] { ("frame", FrameTime), ("device", DeviceTime) })
        {
            table.AddRow(Row(name, "no", pair.Without));
            table.AddRow(Row(name, "yes", pair.With));
            table.AddRow([name, "ratio", "", .. TimePair.Shares.Select(share => $"{pair.Ratio(share):0.00}")]);
        }

        return table;
    }

    private static string[] Row(string name, string generating, FrameTimes times)
    {
        return [name, generating, $"{times.Count}", .. TimePair.Shares.Select(share => $"{times.Percentile(share):0.0}")];
    }

    private Table Histogram()
    {
        const int Bins = 16;
        const int Width = 24;
        var bin = Math.Max(1, Math.Ceiling(Math.Max(FrameTime.Without.Percentile(0.999), FrameTime.With.Percentile(0.999)) / (Bins - 1)));
        var without = FrameTime.Without.Histogram(bin, Bins);
        var with = FrameTime.With.Histogram(bin, Bins);
        var table = new Table().Title("Frames").AddColumns("ms", "not generating", "generating");
        for (var i = 0; i < Bins; i++)
        {
            if (without[i] + with[i] > 0)
            {
                var range = i == Bins - 1 ? $"{i * bin}-" : $"{i * bin}-{(i + 1) * bin}";
                table.AddRow(range, Bar(without[i], FrameTime.Without.Count), Bar(with[i], FrameTime.With.Count));
            }
        }

        return table;

        static string Bar(int count, int total) => $"{new string('█', total == 0 ? 0 : (Width * count + total - 1) / total)} {count}";
    }
}

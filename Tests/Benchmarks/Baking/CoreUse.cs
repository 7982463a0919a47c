using System.Diagnostics;
using System.Globalization;

namespace DiffusionTextures.Benchmarks.Baking;

/// <summary>Seconds that a piece of work took, seconds that this process computed on all cores together, and share of each core that nobody used.</summary>
internal sealed record CoreUse(double Seconds, double CoreSeconds, IReadOnlyList<double> Idle)
{
    private const string Statistics = "/proc/stat";

    /// <summary>Idle share of each core as text; empty where the system does not tell.</summary>
    public string IdleText => string.Join(' ', Idle.Select(share => share.ToString("P0", CultureInfo.InvariantCulture)));

    public static async Task<CoreUse> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = Jiffies();
        var processor = process.TotalProcessorTime;
        var clock = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        process.Refresh();
        var idle = Jiffies().Zip(before, (now, then) => (double)(now.Idle - then.Idle) / Math.Max(1, now.Total - then.Total));
        return new CoreUse(seconds, (process.TotalProcessorTime - processor).TotalSeconds, [.. idle]);
    }

    /// <summary>Per core: all time, and the part in which it did nothing or waited for a disk.</summary>
    private static List<(long Total, long Idle)> Jiffies()
    {
        if (!File.Exists(Statistics))
        {
            return [];
        }

        return
        [
            .. File.ReadLines(Statistics).Where(line => line.StartsWith("cpu", StringComparison.Ordinal) && char.IsAsciiDigit(line[3]))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse).ToArray())
                .Select(fields => (fields.Sum(), fields[3] + fields[4])),
        ];
    }
}

namespace GameLoop.Timing;

/// <summary>The same time, of frames without and with a generation under way.</summary>
internal sealed class TimePair
{
    /// <summary>Of which the report tells: the median, the 90th and 99th percentile, the maximum.</summary>
    public static readonly double[] Shares = [0.5, 0.9, 0.99, 1];

    public FrameTimes Without { get; } = new();

    public FrameTimes With { get; } = new();

    /// <summary>Adds a frame's time where there is one.</summary>
    public void Add(TimeSpan? time, bool isGenerating)
    {
        if (time is { } value)
        {
            (isGenerating ? With : Without).Add(value);
        }
    }

    /// <summary>How much longer with than without; 0 where one of them has no frames.</summary>
    public double Ratio(double share) => Without.Percentile(share) > 0 ? With.Percentile(share) / Without.Percentile(share) : 0;

    /// <summary>For JSON.</summary>
    public object Summary() => new { Without = Describe(Without), With = Describe(With), Ratio = Percentiles(Ratio) };

    private static object Describe(FrameTimes times) => new { times.Count, Percentiles = Percentiles(times.Percentile) };

    private static object Percentiles(Func<double, double> value)
    {
        return new { P50 = Round(value(0.5)), P90 = Round(value(0.9)), P99 = Round(value(0.99)), Max = Round(value(1)) };

        static double Round(double number) => Math.Round(number, 3);
    }
}

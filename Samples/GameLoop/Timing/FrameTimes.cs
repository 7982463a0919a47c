namespace GameLoop.Timing;

/// <summary>The times of many frames.</summary>
internal sealed class FrameTimes
{
    private readonly List<double> _milliseconds = new(1 << 14);

    public int Count => _milliseconds.Count;

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    /// <summary>The shortest time that this share of the frames does not exceed (nearest rank), in milliseconds; 0 without frames.</summary>
    /// <param name="share">0 to 1.</param>
    public double Percentile(double share)
    {
        if (Count == 0)
        {
            return 0;
        }

        var sorted = _milliseconds.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * Count) - 1, 0, Count - 1)];
    }

    /// <summary>How many frames lie in each bin of so many milliseconds, the last bin holding all that is longer.</summary>
    public int[] Histogram(double binMilliseconds, int bins)
    {
        var counts = new int[bins];
        foreach (var time in _milliseconds)
        {
            counts[Math.Min((int)(time / binMilliseconds), bins - 1)]++;
        }

        return counts;
    }
}

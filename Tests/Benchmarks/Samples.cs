namespace DiffusionTextures.Benchmarks;

/// <summary>The times of one piece of work, in seconds.</summary>
internal sealed class Samples
{
    public Samples(IReadOnlyList<double> values)
    {
        Count = values.Count;
        var sorted = values.Order().ToArray();
        Best = sorted[0];
        Median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public int Count { get; }

    public double Best { get; }

    public double Median { get; }
}

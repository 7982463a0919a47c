namespace DiffusionTextures.Goldens;

/// <summary>Collects the comparisons of one case.</summary>
public sealed class GoldenCheck
{
    private readonly List<string> _failures = [];

    /// <summary>Quantity, difference and allowance of each comparison that failed.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Largest difference seen, in units of the compared quantity.</summary>
    public double Worst { get; private set; }

    /// <summary>Compares element by element; NaN and a different length fail.</summary>
    public void Near(string quantity, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double allowed)
    {
        if (actual.Length != expected.Length)
        {
            _failures.Add($"{quantity}: {actual.Length} elements, expected {expected.Length}");
            return;
        }

        var worst = 0.0;
        var at = -1;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs((double)actual[i] - expected[i]);
            if (double.IsNaN(difference))
            {
                difference = actual[i].Equals(expected[i]) ? 0 : double.PositiveInfinity;
            }

            if (difference > worst)
            {
                worst = difference;
                at = i;
            }
        }

        Worst = Math.Max(Worst, worst);
        if (worst > allowed)
        {
            _failures.Add($"{quantity}: differs by {worst:g3} at [{at}] ({actual[at]:g7}, expected {expected[at]:g7}), allowed {allowed:g3}");
        }
    }

    /// <summary>Compares for equality.</summary>
    public void Same<T>(string quantity, T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
        {
            _failures.Add($"{quantity}: {actual}, expected {expected}");
        }
    }

    /// <summary>Compares two lists for equality and names the first difference.</summary>
    public void SameList<T>(string quantity, IReadOnlyList<T> actual, IReadOnlyList<T> expected)
    {
        for (var i = 0; i < Math.Min(actual.Count, expected.Count); i++)
        {
            if (!EqualityComparer<T>.Default.Equals(actual[i], expected[i]))
            {
                _failures.Add($"{quantity}[{i}]: {actual[i]}, expected {expected[i]}");
                return;
            }
        }

        Same($"{quantity} count", actual.Count, expected.Count);
    }

    /// <summary>Records a failure that is no comparison, such as an exception.</summary>
    public void Fail(string what) => _failures.Add(what);
}

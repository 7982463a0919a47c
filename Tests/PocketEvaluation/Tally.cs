using System.Globalization;

namespace DiffusionTextures.PocketEvaluation;

/// <summary>Right answers of asked ones, by the name of the question.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, (int Right, int Asked)> _counts = [];

    public void Count(string question, bool right)
    {
        var (sofar, asked) = _counts.GetValueOrDefault(question);
        _counts[question] = (sofar + (right ? 1 : 0), asked + 1);
    }

    public IEnumerable<string> Lines()
    {
        return _counts.Select(entry => string.Create(
            CultureInfo.InvariantCulture, $"{entry.Key,-28} {100.0 * entry.Value.Right / entry.Value.Asked,5:F1} %  (n = {entry.Value.Asked})"));
    }
}

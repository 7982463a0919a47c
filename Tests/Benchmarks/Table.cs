using System.Globalization;

namespace DiffusionTextures.Benchmarks;

/// <summary>A Markdown table on the console, so that it can be quoted as it is.</summary>
internal sealed class Table
{
    private readonly List<string[]> _rows = [];

    public Table(params string[] heads) => _rows.Add(heads);

    public void Add(params object[] cells)
    {
        _rows.Add(cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!).ToArray());
    }

    public void Print()
    {
        var widths = Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        for (var i = 0; i < _rows.Count; i++)
        {
            Console.WriteLine($"| {string.Join(" | ", _rows[i].Select((cell, column) => Aligned(cell, column, widths[column])))} |");
            if (i == 0)
            {
                Console.WriteLine($"|{string.Join("|", widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":"))}|");
            }
        }
    }

    private static string Aligned(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
}

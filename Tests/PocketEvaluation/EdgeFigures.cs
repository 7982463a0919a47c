namespace DiffusionTextures.PocketEvaluation;

/// <summary>Figures that need no judge: how crisp pictures are, whether the border can be told, how far seeds lie apart.</summary>
internal sealed class EdgeFigures
{
    private readonly double[] _across;
    private readonly List<double> _energies = [];
    private readonly int _size;

    public EdgeFigures(int size)
    {
        _size = size;
        _across = new double[size];
    }

    public void Add(Picture picture)
    {
        double energy = 0;
        for (var plane = 0; plane < 3; plane++)
        {
            for (var y = 0; y < _size; y++)
            {
                for (var x = 0; x < _size; x++)
                {
                    var here = At(picture, plane, x, y);
                    double left = here - At(picture, plane, x - 1, y), above = here - At(picture, plane, x, y - 1);
                    _across[x] += Math.Abs(left);
                    _across[y] += Math.Abs(above);
                    energy += left * left + above * above;
                }
            }
        }

        _energies.Add(energy / picture.Albedo.Length);
    }

    /// <summary>Gradient across the border over that across the other joints of the lattice, which lie every <paramref name="step"/> texels.</summary>
    public double SeamRatio(int step)
    {
        double joints = 0;
        for (var i = step; i < _size; i += step)
        {
            joints += _across[i];
        }

        return _across[0] / (joints / ((_size - 1) / step));
    }

    /// <summary>Root of the median edge energy over that of real pictures.</summary>
    public double SharpnessRatio(double real)
    {
        var sorted = _energies.Order().ToArray();
        return Math.Sqrt(sorted[(sorted.Length - 1) / 2] / real);
    }

    /// <summary>Mean root-mean-square distance of the pictures of one prompt.</summary>
    public static double Diversity(IReadOnlyList<Picture> seeds)
    {
        double sum = 0;
        for (var i = 0; i < seeds.Count; i++)
        {
            for (var j = i + 1; j < seeds.Count; j++)
            {
                sum += Math.Sqrt(seeds[i].Albedo.Zip(seeds[j].Albedo, (a, b) => (double)(a - b) * (a - b)).Average());
            }
        }

        return sum / (seeds.Count * (seeds.Count - 1) / 2);
    }

    private float At(Picture picture, int plane, int x, int y) => picture.Albedo[(plane * _size + (y + _size) % _size) * _size + (x + _size) % _size];
}

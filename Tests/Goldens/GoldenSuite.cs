namespace DiffusionTextures.Goldens;

/// <summary>The cases of one golden file or folder, run through the real runtime.</summary>
public abstract class GoldenSuite
{
    /// <summary>File name without extension, or folder: <c>schedulers</c>, <c>e2e</c>, <c>families/tiny_sdv</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Every case of the suite; none may be left out, one that cannot be run yet fails when run.</summary>
    public abstract IEnumerable<GoldenCase> Cases();
}

/// <summary>One case: an id from the file and the code that makes its comparisons.</summary>
public sealed record GoldenCase(string Id, Action<GoldenCheck> Run);

namespace DiffusionTextures.Baking.Manifest;

/// <summary>A manifest cannot be baked as it is written. The message begins with the place: file, line and column.</summary>
public sealed class ManifestException : Exception
{
    /// <param name="place">Where, as "bake.yaml:12:5".</param>
    /// <param name="message">What was given, what is expected, what to do.</param>
    /// <param name="inner">What the parser threw.</param>
    public ManifestException(string place, string message, Exception? inner = null)
        : base($"{place}: {message}", inner)
    {
    }
}

namespace DiffusionTextures.Baking;

/// <summary>A bake cannot go on; what is finished stays finished. The message says what to do.</summary>
public sealed class BakeException : Exception
{
    public BakeException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

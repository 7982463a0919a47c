namespace DiffusionTextures.Studio.Security;

/// <summary>How large a request may be.</summary>
internal static class RequestLimits
{
    /// <summary>A document with its whole history.</summary>
    public const long DocumentBytes = 8 << 20;

    /// <summary>An uploaded picture.</summary>
    public const long PictureBytes = 32 << 20;

    /// <summary>Texels of an uploaded picture.</summary>
    public const long PicturePixels = 4096L * 4096;
}

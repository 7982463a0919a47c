namespace DiffusionTextures.Studio.Tests;

/// <summary>A folder that exists during one test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studio-test-");

    /// <summary>Its full path.</summary>
    public string Path => _folder.FullName;

    /// <summary>The path of something inside.</summary>
    public string Of(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => _folder.Delete(true);
}

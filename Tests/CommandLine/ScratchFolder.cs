namespace DiffusionTextures.CommandLine.Tests;

/// <summary>A folder that exists during one test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dtex-test-");

    /// <summary>Its full path.</summary>
    public string Path => _folder.FullName;

    /// <summary>Everything in it, hidden and nested, as relative paths in order.</summary>
    public string[] Content => [.. _folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => System.IO.Path.GetRelativePath(Path, entry.FullName)).Order(StringComparer.Ordinal)];

    /// <summary>The path of something inside.</summary>
    public string Of(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Copies the pocket model into a new folder inside, to be damaged.</summary>
    public string CopyPocketModel()
    {
        var copy = Of("model");
        foreach (var file in Directory.EnumerateFiles(PocketModel.Folder, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath(PocketModel.Folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    public void Dispose() => _folder.Delete(true);
}

using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Output;

/// <summary>The files of one run: staged beside their destinations, then all renamed into place, or none.</summary>
/// <remarks>Disposed without <see cref="Commit"/> it leaves no file and no folder behind.</remarks>
internal sealed class OutputBatch : IDisposable
{
    private readonly List<(string Staged, string Destination)> _files = [];
    private readonly List<string> _madeFolders = [];
    private bool _committed;

    /// <summary>Checks, before any work is done, that files can be made in a folder or in what has to be made for it. Leaves nothing.</summary>
    /// <exception cref="UsageException">They cannot.</exception>
    public static void RequireWritable(string option, string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
        {
            if (File.Exists(existing))
            {
                throw new UsageException($"{option}: '{existing}' is a file, so nothing can be written into '{folder}'. Give another folder.");
            }

            existing = Path.GetDirectoryName(existing) ?? throw new UsageException($"{option}: there is no '{folder}'. Give a folder on a drive that exists.");
        }

        try
        {
            using var probe = new FileStream(StagedName(Path.Combine(existing, "probe")), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, option, exception);
        }
    }

    /// <summary>Writes a file's content beside its destination.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Add(string destination, ReadOnlySpan<byte> content)
    {
        if (Directory.Exists(destination) || _files.Exists(file => file.Destination == destination))
        {
            throw new UsageException($"'{destination}' is a folder, or the name of two files of this run. Give another --out.");
        }

        try
        {
            MakeFolder(Path.GetDirectoryName(destination)!);
            var staged = StagedName(destination);
            _files.Add((staged, destination));
            using var stream = new FileStream(staged, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            stream.Write(content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(destination, null, exception);
        }
    }

    /// <summary>Renames every file into place. When one cannot be, those that were are taken back and what they replaced is restored.</summary>
    /// <exception cref="UsageException">A file cannot be put into place.</exception>
    public void Commit()
    {
        var done = new List<(string Destination, string? Replaced)>();
        foreach (var (staged, destination) in _files)
        {
            try
            {
                done.Add((destination, PutAside(destination)));
                File.Move(staged, destination);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                done.Reverse();
                done.ForEach(TakeBack);
                throw CannotWrite(destination, null, exception);
            }
        }

        _committed = true;
        done.ForEach(file => Delete(file.Replaced));
    }

    public void Dispose()
    {
        if (_committed)
        {
            return;
        }

        _files.ForEach(file => Delete(file.Staged));
        _files.Clear();
        foreach (var folder in Enumerable.Reverse(_madeFolders).Where(folder => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }

        _madeFolders.Clear();
    }

    private static string StagedName(string destination)
    {
        return Path.Combine(Path.GetDirectoryName(destination)!, $".dtex-{Guid.NewGuid():N}.tmp");
    }

    private static string? PutAside(string destination)
    {
        if (!File.Exists(destination))
        {
            return null;
        }

        var aside = StagedName(destination);
        File.Move(destination, aside);
        return aside;
    }

    private static void TakeBack((string Destination, string? Replaced) file)
    {
        File.Delete(file.Destination);
        if (file.Replaced != null)
        {
            File.Move(file.Replaced, file.Destination);
        }
    }

    private static void Delete(string? path)
    {
        if (path != null)
        {
            File.Delete(path);
        }
    }

    private static UsageException CannotWrite(string path, string? option, Exception exception)
    {
        var lead = option is null ? string.Empty : $"{option}: ";
        return new UsageException($"{lead}cannot write '{path}': {exception.Message} Give a folder that exists or can be made, may be written and has space.", exception);
    }

    private void MakeFolder(string folder)
    {
        var missing = new Stack<string>();
        for (var path = folder; path != null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
        {
            missing.Push(path);
        }

        foreach (var path in missing)
        {
            Directory.CreateDirectory(path);
            _madeFolders.Add(path);
        }
    }
}

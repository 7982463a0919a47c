namespace DiffusionTextures.Baking.Store;

/// <summary>Pictures by the key of everything that decides their pixels, in a folder that any number of processes and machines may share.</summary>
/// <remarks>
/// A picture is one file, written beside its place, flushed to the disk and renamed: it is there whole or not at all. Two that store the same key
/// at once store the same bytes. A damaged file counts as missing and is set aside when it is met. Thread-safe.
/// </remarks>
internal sealed class PictureStore
{
    private const string Extension = ".zip";
    private const string DamagedExtension = ".damaged";
    private const string TemporaryFolder = "tmp";

    private readonly string _objects;
    private readonly string _temporary;

    /// <param name="folder">The store's folder; made when it is missing.</param>
    /// <exception cref="BakeException">It cannot be made or written.</exception>
    public PictureStore(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _objects = Path.Combine(Folder, "objects");
        _temporary = Path.Combine(Folder, TemporaryFolder);
        Run($"make the store '{Folder}'", () =>
        {
            Directory.CreateDirectory(_objects);
            Directory.CreateDirectory(_temporary);
        });
    }

    public string Folder { get; }

    /// <summary>Whether a file of that key is there; its content is checked when it is read.</summary>
    public bool Contains(string key) => File.Exists(PathOf(key));

    /// <summary>The picture of that key, or null when it is missing or damaged.</summary>
    /// <exception cref="BakeException">The store cannot be read.</exception>
    public StoredPicture? Find(string key)
    {
        var path = PathOf(key);
        return Run($"read '{path}'", () =>
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
                return StoreArchive.Read(stream);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
            {
                SetAside(path);
                return null;
            }
        });
    }

    /// <summary>Stores a picture. When it is there already, and whole, nothing changes.</summary>
    /// <exception cref="BakeException">The disk is full or not writable; nothing is left of the picture.</exception>
    public void Add(string key, StoredPicture picture)
    {
        var path = PathOf(key);
        var temporary = Path.Combine(_temporary, $"{key}.{Guid.NewGuid():N}");
        Run($"store '{path}'", () =>
        {
            try
            {
                using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
                {
                    StoreArchive.Write(stream, picture);
                    stream.Flush(flushToDisk: true);
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(temporary, path, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }

            return path;
        });
    }

    /// <summary>Every key with its file.</summary>
    public IEnumerable<(string Key, FileInfo File)> Enumerate()
    {
        return new DirectoryInfo(_objects).EnumerateFiles($"*{Extension}", SearchOption.AllDirectories).Select(file => (Path.GetFileNameWithoutExtension(file.Name), file));
    }

    /// <summary>Files that no picture needs: half-written ones of processes that died, and damaged ones that were set aside.</summary>
    /// <param name="before">Only those last written before.</param>
    public IEnumerable<FileInfo> Leftovers(DateTime before)
    {
        return new DirectoryInfo(_temporary).EnumerateFiles()
            .Concat(new DirectoryInfo(_objects).EnumerateFiles($"*{DamagedExtension}", SearchOption.AllDirectories))
            .Where(file => file.LastWriteTimeUtc < before);
    }

    private static void SetAside(string path)
    {
        try
        {
            File.Move(path, path + DamagedExtension, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another process has met it at the same time.
        }
    }

    private static void Run(string action, Action work) => Run(action, () =>
    {
        work();
        return true;
    });

    private static T Run<T>(string action, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BakeException($"Cannot {action}: {exception.Message} Check that the folder may be written and the disk has space; what is stored stays.", exception);
        }
    }

    private string PathOf(string key) => Path.Combine(_objects, key[..2], key + Extension);
}

namespace DiffusionTextures.Baking.Store;

/// <summary>The right to compute a key while no other process of this machine or of the shared folder does. Freed by the system when the process dies.</summary>
internal sealed class StoreClaim : IDisposable
{
    private readonly FileStream _lock;

    private StoreClaim(FileStream file)
    {
        _lock = file;
    }

    /// <summary>The claim, or null while somebody else has it.</summary>
    /// <exception cref="BakeException">The store cannot be written.</exception>
    public static StoreClaim? TryTake(PictureStore store, string key)
    {
        var folder = Path.Combine(store.Folder, "claims");
        try
        {
            Directory.CreateDirectory(folder);
            return new StoreClaim(new FileStream(Path.Combine(folder, key), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, key)))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BakeException($"Cannot write to the store '{store.Folder}': {exception.Message} Check that the folder may be written and the disk has space.", exception);
        }
    }

    public void Dispose() => _lock.Dispose();
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace DiffusionTextures.Baking.Store;

/// <summary>SHA-256 of files and folders, remembered by path, length and times, so that a model of gigabytes is read once.</summary>
/// <remarks>
/// Thread-safe. A folder's hash is that of the sorted list of its files' relative names and hashes. One object looks at each path once, however many
/// pictures share the model; <see cref="HasChanged"/> notices what changes later.
/// </remarks>
internal sealed class FileHashes
{
    private readonly string? _path;
    private readonly ConcurrentDictionary<string, Entry> _entries;
    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private bool _isChanged;

    /// <param name="path">Where they are remembered; null for nowhere.</param>
    public FileHashes(string? path)
    {
        _path = path;
        _entries = new ConcurrentDictionary<string, Entry>(Load(path), StringComparer.Ordinal);
    }

    /// <summary>Of a file, or of a folder with everything in it.</summary>
    /// <exception cref="BakeException">It is missing or cannot be read.</exception>
    public string Of(string path)
    {
        try
        {
            return _seen.GetOrAdd(path, See).Hash;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BakeException($"Cannot read '{path}': {exception.Message} The key of a picture needs every file of its model.", exception);
        }
    }

    /// <summary>Whether a file was written, replaced, added or removed since this object read its hash.</summary>
    public bool HasChanged(string path) => _seen.TryGetValue(path, out var seen) && seen.Stamp != Stamp(path);

    /// <summary>Whether that is so for any path that it has read.</summary>
    public bool HasAnyChanged() => _seen.Keys.Any(HasChanged);

    /// <summary>Length and times of every file below, joined: changes whenever a file is written or replaced, without reading any.</summary>
    public static string Stamp(string path)
    {
        IEnumerable<FileInfo> files = Directory.Exists(path) ? Files(path) : [new FileInfo(path)];
        return string.Join('|', files.Select(file => file.Exists ? $"{file.FullName}:{file.Length}:{file.LastWriteTimeUtc.Ticks}:{file.CreationTimeUtc.Ticks}" : $"{file.FullName}:missing"));
    }

    /// <summary>Remembers what was read. A failure to write costs reading again, nothing else.</summary>
    public void Save()
    {
        if (_path == null || !_isChanged)
        {
            return;
        }

        var temporary = $"{_path}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(_entries));
            File.Move(temporary, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
        }
    }

    private static Dictionary<string, Entry> Load(string? path)
    {
        try
        {
            return path != null && File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllBytes(path)) ?? [] : [];
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            return [];
        }
    }

    private static IEnumerable<FileInfo> Files(string folder)
    {
        return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal);
    }

    private Seen See(string path)
    {
        // First, so that a change while it is read is noticed too.
        var stamp = Stamp(path);
        return new Seen(Directory.Exists(path) ? OfFolder(path) : OfFile(new FileInfo(path)), stamp);
    }

    private string OfFolder(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(folder))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, file.FullName).Replace('\\', '/')}\n{OfFile(file)}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string OfFile(FileInfo file)
    {
        var (length, written, created) = (file.Length, file.LastWriteTimeUtc.Ticks, file.CreationTimeUtc.Ticks);
        if (_entries.GetValueOrDefault(file.FullName) is { } known && known == new Entry(length, written, created, known.Hash))
        {
            return known.Hash;
        }

        using var stream = file.OpenRead();
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        _entries[file.FullName] = new Entry(length, written, created, hash);
        _isChanged = true;
        return hash;
    }

    /// <summary>The time of creation tells a file that was put into the place of another of the same length and time.</summary>
    private sealed record Entry(long Length, long Written, long Created, string Hash);

    private sealed record Seen(string Hash, string Stamp);
}

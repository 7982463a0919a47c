using System.Collections.Concurrent;
using System.Text.Json;
using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Execution;

/// <summary>Remembers of every file in an output folder which picture it shows and how it was written, so that an unchanged one is not written again.</summary>
/// <remarks>Lost or damaged, it costs writing the files again from the store. A file that somebody changed by hand is recognised by length and time. Thread-safe.</remarks>
internal sealed class OutputIndex
{
    private const string FileName = ".dtex-bake.json";

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, Entry> _entries;

    public OutputIndex(string folder)
    {
        _folder = folder;
        _entries = new ConcurrentDictionary<string, Entry>(Load(Path.Combine(folder, FileName)), StringComparer.Ordinal);
    }

    /// <summary>Whether the file is there as this picture in this format.</summary>
    public bool IsCurrent(PlannedFile file, string key)
    {
        return _entries.TryGetValue(file.Path, out var entry) && entry.Key == key && entry.Output == Describe(file) && Stamp(file) is { } stamp
            && stamp == (entry.Length, entry.Ticks);
    }

    /// <summary>Remembers a file that was written.</summary>
    public void Add(PlannedFile file, string key)
    {
        if (Stamp(file) is { } stamp)
        {
            _entries[file.Path] = new Entry(key, Describe(file), stamp.Length, stamp.Ticks);
        }
    }

    /// <summary>Writes the index. A failure costs time at the next bake, nothing else.</summary>
    public void Save()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        var path = Path.Combine(_folder, FileName);
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(_entries));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
        }
    }

    private static string Describe(PlannedFile file) => $"{file.Binding.Pixels} {file.Output.Format} {file.Output.IsCompressed}";

    private static Dictionary<string, Entry> Load(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllBytes(path)) ?? [] : [];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private (long Length, long Ticks)? Stamp(PlannedFile file)
    {
        var info = new FileInfo(Path.Combine(_folder, file.Path));
        return info.Exists ? (info.Length, info.LastWriteTimeUtc.Ticks) : null;
    }

    private sealed record Entry(string Key, string Output, long Length, long Ticks);
}

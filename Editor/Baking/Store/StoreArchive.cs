using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace DiffusionTextures.Baking.Store;

/// <summary>The file format of one picture: an uncompressed ZIP archive of PNG files, whose last entry lists every other entry's SHA-256.</summary>
/// <remarks>Any archive program opens it. A file that was cut off or in which a bit has turned is recognised when it is read.</remarks>
internal static class StoreArchive
{
    private const string Settings = "settings.json";
    private const string Sums = "SHA256SUMS";
    private const string Extension = ".png";

    /// <summary>ZIP's earliest date, so that equal pictures are equal files.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream stream, StoredPicture picture)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var sums = new StringBuilder();
        Add(Settings, Encoding.UTF8.GetBytes(picture.Settings));
        foreach (var (map, png) in picture.Maps)
        {
            Add(map + Extension, png);
        }

        Add(Sums, Encoding.UTF8.GetBytes(sums.ToString()));

        void Add(string name, byte[] content)
        {
            var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = Epoch;
            using var target = entry.Open();
            target.Write(content);
            sums.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(name).Append('\n');
        }
    }

    /// <exception cref="InvalidDataException">The archive is damaged; the message says how.</exception>
    public static StoredPicture Read(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var contents = archive.Entries.ToDictionary(entry => entry.FullName, Content);
        if (!contents.Remove(Sums, out var sums))
        {
            throw new InvalidDataException($"the list of checksums, {Sums}, is missing");
        }

        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(sums).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = line.Length > 66 ? line[66..] : throw new InvalidDataException($"'{line}' is no line of checksums");
            if (!contents.TryGetValue(name, out var content) || Convert.ToHexStringLower(SHA256.HashData(content)) != line[..64])
            {
                throw new InvalidDataException($"{name} does not have the checksum that it was stored with");
            }

            expected.Add(name);
        }

        if (!expected.SetEquals(contents.Keys) || !contents.TryGetValue(Settings, out var settings))
        {
            throw new InvalidDataException("its entries are not those that it was stored with");
        }

        var maps = contents.Where(pair => pair.Key.EndsWith(Extension, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[..^Extension.Length], pair => pair.Value);
        return new StoredPicture(maps, Encoding.UTF8.GetString(settings));
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        const long MaxBytes = 1 << 30;
        if (entry.Length > MaxBytes)
        {
            throw new InvalidDataException($"{entry.FullName} claims {entry.Length:N0} bytes");
        }

        using var source = entry.Open();
        var content = new byte[entry.Length];
        source.ReadExactly(content);
        return content;
    }
}

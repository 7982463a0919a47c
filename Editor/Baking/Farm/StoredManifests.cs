using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Farm;

/// <summary>Manifests in the shared store, so that workers find them by name.</summary>
internal sealed class StoredManifests
{
    private readonly string _folder;

    public StoredManifests(PictureStore store)
    {
        _folder = Path.Combine(store.Folder, "manifests");
    }

    /// <summary>Keeps a manifest as it is now.</summary>
    /// <returns>Its name: the hash of path and text.</returns>
    /// <exception cref="BakeException">The store cannot be written.</exception>
    public string Add(BakeManifest manifest)
    {
        try
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(new Entry(manifest.Path, File.ReadAllText(manifest.Path)));
            var name = Convert.ToHexStringLower(SHA256.HashData(content));
            Directory.CreateDirectory(_folder);
            var path = Path.Combine(_folder, name);
            var temporary = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
            return name;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BakeException($"Cannot keep the manifest in the store: {exception.Message} Workers need it there.", exception);
        }
    }

    /// <summary>The pictures of a manifest by their keys, as this machine computes them.</summary>
    /// <exception cref="BakeException">The manifest is not in this store.</exception>
    /// <exception cref="ManifestException">Files that it names are not on this machine.</exception>
    public IReadOnlyDictionary<string, PlannedPicture> Read(string name, FileHashes hashes)
    {
        if (!name.All(char.IsAsciiHexDigit) || !File.Exists(Path.Combine(_folder, name)))
        {
            throw new BakeException($"The manifest {name} is not in the store '{Path.GetDirectoryName(_folder)}'. Give workers the store that the bake uses.");
        }

        var entry = JsonSerializer.Deserialize<Entry>(File.ReadAllText(Path.Combine(_folder, name), Encoding.UTF8))!;
        var plan = BakePlan.Of(ManifestReader.Parse(entry.Path, entry.Text));
        var pictures = new Dictionary<string, PlannedPicture>(StringComparer.Ordinal);
        foreach (var picture in plan.Pictures)
        {
            pictures.TryAdd(RecipeKey.Of(picture.Recipe, hashes), picture);
        }

        return pictures;
    }

    private sealed record Entry(string Path, string Text);
}

using System.Collections.Concurrent;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Farm;

/// <summary>The pictures of the manifests that a worker has met, by their keys as this machine's files give them. Thread-safe.</summary>
/// <remarks>Each file is read once: when one was changed, this object is of no use any more.</remarks>
internal sealed class KnownPictures
{
    private readonly StoredManifests _manifests;
    private readonly FileHashes _hashes;
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, PlannedPicture>> _pictures = new();

    public KnownPictures(PictureStore store)
    {
        _manifests = new StoredManifests(store);
        _hashes = new FileHashes(Path.Combine(store.Folder, "files.json"));
    }

    /// <summary>What a job asks for, or null when nothing in its manifest has that key here.</summary>
    /// <exception cref="Manifest.ManifestException">The manifest is not in the store, or files that it names are not on this machine.</exception>
    public BakeRecipe? Find(JobMessage job)
    {
        return _pictures.GetOrAdd(job.Manifest, name => _manifests.Read(name, _hashes)).TryGetValue(job.Key, out var picture) ? picture.Recipe : null;
    }

    /// <summary>Whether a file that the picture is made with was changed since its key was computed.</summary>
    public bool HasChanged(BakeRecipe recipe) => RecipeKey.HasChanged(recipe.Generator, _hashes);

    /// <summary>Whether any file that was read was changed since.</summary>
    public bool IsOutdated => _hashes.HasAnyChanged();

    /// <summary>Remembers what was read, for the next worker.</summary>
    public void Save() => _hashes.Save();
}

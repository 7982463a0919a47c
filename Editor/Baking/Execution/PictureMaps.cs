using System.Collections;
using System.Diagnostics.CodeAnalysis;
using DiffusionTextures.Baking.Store;
using DiffusionTextures.Materials;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Baking.Execution;

/// <summary>The maps of a stored picture, each decoded when it is first asked for.</summary>
internal sealed class PictureMaps : IReadOnlyDictionary<MaterialMaps, TextureImage>
{
    private readonly StoredPicture _stored;
    private readonly Dictionary<MaterialMaps, TextureImage> _images = [];

    /// <param name="stored">The PNG files.</param>
    /// <param name="fresh">The maps themselves where they have just been made; null otherwise.</param>
    public PictureMaps(StoredPicture stored, MaterialTextures? fresh)
    {
        _stored = stored;
        foreach (var pair in fresh ?? Enumerable.Empty<KeyValuePair<MaterialMaps, TextureImage>>())
        {
            _images.Add(pair.Key, pair.Value);
        }
    }

    public IEnumerable<MaterialMaps> Keys => _stored.Maps.Keys.Select(MapNames.Parse);

    public IEnumerable<TextureImage> Values => Keys.Select(map => this[map]);

    public int Count => _stored.Maps.Count;

    public TextureImage this[MaterialMaps key] => TryGetValue(key, out var image) ? image : throw new KeyNotFoundException($"The picture has no {key} map.");

    /// <summary>The file that a map is stored as.</summary>
    public byte[] PngOf(MaterialMaps map) => _stored.Maps[MapNames.Of(map)];

    public bool ContainsKey(MaterialMaps key) => _stored.Maps.ContainsKey(MapNames.Of(key));

    public bool TryGetValue(MaterialMaps key, [MaybeNullWhen(false)] out TextureImage value)
    {
        if (!_images.TryGetValue(key, out value) && _stored.Maps.TryGetValue(MapNames.Of(key), out var png))
        {
            value = PngReader.Read(png, out _);
            _images.Add(key, value);
        }

        return value != null;
    }

    public IEnumerator<KeyValuePair<MaterialMaps, TextureImage>> GetEnumerator() => Keys.Select(map => KeyValuePair.Create(map, this[map])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

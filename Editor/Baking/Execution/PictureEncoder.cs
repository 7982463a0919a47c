using DiffusionTextures.Baking.Output;
using DiffusionTextures.Baking.Store;
using DiffusionTextures.Materials;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Baking.Execution;

/// <summary>Makes what the store keeps of fresh textures.</summary>
internal static class PictureEncoder
{
    public static StoredPicture Encode(MaterialTextures textures, TextureGeneratorOptions generator)
    {
        var metadata = PictureMetadata.Of(textures.Report, generator);
        var settings = metadata.Entries.FirstOrDefault(entry => entry.Key == PngMetadata.RequestKey).Value ?? "{}";
        return new StoredPicture(textures.ToDictionary(pair => MapNames.Of(pair.Key), pair => PngWriter.Write(pair.Value, metadata)), settings);
    }
}

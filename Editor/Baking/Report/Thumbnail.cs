using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Baking.Report;

/// <summary>Small copies of maps as data URLs.</summary>
internal static class Thumbnail
{
    /// <summary>Longest side of the picture that a sheet shows first.</summary>
    public const int Large = 192;

    /// <summary>Longest side of the other maps.</summary>
    public const int Small = 64;

    /// <summary>A PNG of at most that size; null when the map is not there.</summary>
    public static string? Url(PictureMaps maps, MaterialMaps map, int side)
    {
        if (!maps.TryGetValue(map, out var image))
        {
            return null;
        }

        var settings = new MipSettings { IsNormalMap = map == MaterialMaps.Normal };
        var small = MipChain.Build(image, settings).FirstOrDefault(level => Math.Max(level.Width, level.Height) <= side) ?? image;
        return $"data:image/png;base64,{Convert.ToBase64String(PngWriter.Write(small, PngMetadata.Empty))}";
    }
}

using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.Materials;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Which maps are made and how the derived ones are computed.</summary>
internal static class MapOptionSet
{
    private static readonly IReadOnlyDictionary<string, NormalConvention> Conventions = new Dictionary<string, NormalConvention>(StringComparer.OrdinalIgnoreCase)
    {
        ["opengl"] = NormalConvention.OpenGL,
        ["directx"] = NormalConvention.DirectX,
    };

    public static IReadOnlyList<IBoundOption<TextureRequest>> All { get; } =
    [
        BoundOption.Of<TextureRequest, MaterialMaps>(
            nameof(TextureRequest.Maps),
            ValueOption.One("--maps", "LIST", $"Which maps, separated by commas: {string.Join(",", MapNames.All)}. Default: all.", ParseMaps),
            (request, value) => request with { Maps = value }),
        BoundOption.Of<TextureRequest, NormalConvention>(
            nameof(MaterialMapSettings.NormalConvention),
            ValueOption.Word("--normals", "Green of the normal map: opengl points up (Unity, Blender), directx down (Unreal). Default: opengl.", Conventions),
            (request, value) => request with { MapSettings = request.MapSettings with { NormalConvention = value } }),
        BoundOption.Of<TextureRequest, float>(
            nameof(MaterialMapSettings.NormalStrength),
            ValueOption.Real("--normal-strength", "Factor on the slopes of the normal map, 0 to 100. Default: 1.", "1.5"),
            (request, value) => request with { MapSettings = request.MapSettings with { NormalStrength = value } }),
    ];

    private static MaterialMaps ParseMaps(string list)
    {
        try
        {
            return MapNames.Parse(list);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}

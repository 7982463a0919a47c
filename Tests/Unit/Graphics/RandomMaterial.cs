using DiffusionTextures.Materials;

namespace DiffusionTextures.Tests.Graphics;

/// <summary>Materials of any size, full of values that a decoder gives: smooth, noisy, beyond the range.</summary>
internal static class RandomMaterial
{
    /// <summary>All six maps.</summary>
    public static DecodedMaterial Make(int width, int height, int seed)
    {
        var material = new DecodedMaterial();
        Fill(material, width, height, seed);
        return material;
    }

    /// <summary>New values into the buffers of a material.</summary>
    public static void Fill(DecodedMaterial material, int width, int height, int seed)
    {
        var random = new Random(seed);
        var albedo = new float[3 * width * height];
        var planes = new float[3 * width * height];
        for (var i = 0; i < albedo.Length; i++)
        {
            albedo[i] = (MathF.Sin(i * 0.05f) * 0.7f) + ((random.NextSingle() - 0.5f) * 0.8f);
            planes[i] = 0.5f + (MathF.Sin(i * 0.03f) * 0.4f) + ((random.NextSingle() - 0.5f) * 0.4f);
        }

        material.Fill(albedo, planes, width, height, MaterialMaps.All, new MaterialMapSettings());
    }
}

namespace DiffusionTextures.PocketEvaluation;

/// <summary>What one request gave: albedo in [0, 1], and what the figures need of the other maps.</summary>
internal sealed class Picture : ITextureTarget
{
    /// <inheritdoc/>
    public MaterialMaps Maps => MaterialMaps.Albedo | MaterialMaps.Height | MaterialMaps.Metallic;

    /// <summary>Texels along an edge.</summary>
    public int Size { get; private set; }

    /// <summary>[3, Size, Size].</summary>
    public float[] Albedo { get; private set; } = [];

    /// <summary>Mean of the metallic map.</summary>
    public double Metallic { get; private set; }

    /// <summary>From the 5 % lowest to the 10 % highest texel.</summary>
    public double Relief { get; private set; }

    /// <inheritdoc/>
    public void Write(DecodedMaterial material)
    {
        Size = material.Width;
        Albedo = material.GetPlanes(MaterialMaps.Albedo).ToArray();
        for (var i = 0; i < Albedo.Length; i++)
        {
            Albedo[i] = Albedo[i] / 2 + 0.5f;
        }

        Metallic = material.GetPlanes(MaterialMaps.Metallic).ToArray().Average();
        var heights = material.GetPlanes(MaterialMaps.Height).ToArray();
        Array.Sort(heights);
        Relief = heights[(int)(0.9 * (heights.Length - 1))] - heights[(int)(0.05 * (heights.Length - 1))];
    }
}

namespace DiffusionTextures.Tests.Graphs;

/// <summary>Where the carried models and adapters lie.</summary>
internal static class GraphData
{
    public static string Root => Path.Combine(AppContext.BaseDirectory, "Data");

    public static string Model(string part) => Path.Combine(Root, "models", "tiny_sdv", part, "model.onnx");

    public static string Adapter(string name) => Path.Combine(Root, "adapters", name + ".safetensors");

    /// <summary>Largest difference of two arrays of one length.</summary>
    public static float Difference(float[] a, float[] b)
    {
        Assert.That(a, Has.Length.EqualTo(b.Length));
        float most = 0;
        for (int i = 0; i < a.Length; i++)
            most = Math.Max(most, Math.Abs(a[i] - b[i]));
        return most;
    }
}

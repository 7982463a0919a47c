using DiffusionTextures.Graphs.Edits;

namespace DiffusionTextures.Tests.Graphs;

/// <summary>Rolling a texture must not matter to a model that tiles: a shifted latent gives the shifted picture.</summary>
public class SeamTests
{
    private const int Size = 8, Scale = 8;

    [Test]
    public void Decoder_Tiled_CommutesWithRolling([Values(TileAxes.X, TileAxes.Y, TileAxes.XY)] TileAxes axes)
    {
        float[] latent = Latent();
        int dx = (axes & TileAxes.X) != 0 ? 3 : 0, dy = (axes & TileAxes.Y) != 0 ? 5 : 0;
        using OnnxRun tiled = EditTests.Edited("vae_decoder", new SeamlessTiling(axes));
        using OnnxRun plain = OnnxRun.Of(GraphData.Model("vae_decoder"));

        Assert.That(RollError(tiled, latent, dx, dy), Is.LessThan(1e-4f));
        Assert.That(RollError(plain, latent, dx, dy), Is.GreaterThan(1e-2f));
    }

    [Test]
    public void Decoder_Tiled_HasNoSeam()
    {
        using OnnxRun tiled = EditTests.Edited("vae_decoder", new SeamlessTiling(TileAxes.XY));
        using OnnxRun plain = OnnxRun.Of(GraphData.Model("vae_decoder"));
        double tiledRatio = 0, plainRatio = 0;
        const int pictures = 8;
        for (int seed = 0; seed < pictures; seed++)
        {
            float[] latent = Latent(seed);
            tiledRatio += Seam(Decode(tiled, latent)) / pictures;
            plainRatio += Seam(Decode(plain, latent)) / pictures;
        }
        TestContext.Out.WriteLine($"difference across the border over the one inside: tiled {tiledRatio:f3}, plain {plainRatio:f3}");

        Assert.That(tiledRatio, Is.LessThan(1.1));
        Assert.That(plainRatio, Is.GreaterThan(1.2 * tiledRatio));
    }

    /// <summary>Mean absolute difference of neighbours across the vertical border over the mean of the same at the other latent borders.</summary>
    private static double Seam(float[] picture)
    {
        const int side = Size * Scale;
        double across = 0, inside = 0;
        int insideCount = 0;
        for (int row = 0; row < 3 * side; row++)
        {
            across += Math.Abs(picture[row * side] - picture[row * side + side - 1]);
            for (int x = Scale; x < side; x += Scale, insideCount++)
                inside += Math.Abs(picture[row * side + x] - picture[row * side + x - 1]);
        }
        return across / (3 * side) / (inside / insideCount);
    }

    private static float RollError(OnnxRun decoder, float[] latent, int dx, int dy) =>
        GraphData.Difference(Decode(decoder, Roll(latent, 4, Size, dx, dy)), Roll(Decode(decoder, latent), 3, Size * Scale, dx * Scale, dy * Scale));

    private static float[] Decode(OnnxRun decoder, float[] latent) => decoder.Run(new() { ["latent_sample"] = (latent, [1, 4, Size, Size]) })["sample"];

    private static float[] Latent(int seed = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 4 * Size * Size).Select(_ => (float)(4 * random.NextDouble() - 2))];
    }

    private static float[] Roll(float[] picture, int channels, int side, int dx, int dy)
    {
        var rolled = new float[picture.Length];
        for (int c = 0; c < channels; c++)
        {
            for (int y = 0; y < side; y++)
            {
                for (int x = 0; x < side; x++)
                    rolled[(c * side + (y + dy) % side) * side + (x + dx) % side] = picture[(c * side + y) * side + x];
            }
        }
        return rolled;
    }
}

namespace DiffusionTextures.Tests;

/// <summary>A stock export that never heard of tiling must tile once its graph is edited, and must be seen not to without.</summary>
public class SeamTests
{
    private const int Side = 128;
    private const int Seeds = 8;

    [TestCase(TileAxes.None, 1.5, 9, 1.5, 9)]
    [TestCase(TileAxes.XY, 0, 1.1, 0, 1.1)]
    [TestCase(TileAxes.X, 0, 1.1, 1.5, 9)]
    [TestCase(TileAxes.Y, 1.5, 9, 0, 1.1)]
    public async Task Generate_StockExport_HasASeamOnlyWhereItIsNotTiled(TileAxes tiling, double leastX, double mostX, double leastY, double mostY)
    {
        var options = new TextureGeneratorOptions
        {
            ModelFolder = Path.Combine(AppContext.BaseDirectory, "Data", "models", "tiny_sdv"),
            Edits = new ModelEdits { Tiling = tiling },
        };
        using var generator = await TextureGenerator.LoadAsync(options);
        var (x, y) = (0.0, 0.0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var request = new TextureRequest("a photo of a mossy stone wall")
            {
                Width = Side,
                Height = Side,
                NumInferenceSteps = 8,
                Seed = seed,
                Maps = MaterialMaps.Albedo,
                KeepTensors = true,
            };
            var picture = (await generator.GenerateTextureAsync(request)).Report.DecodedImage!;
            x += SeamRatio.AcrossX(picture.Span, Side, Side) / Seeds;
            y += SeamRatio.AcrossY(picture.Span, Side, Side) / Seeds;
        }

        Assert.That(x, Is.InRange(leastX, mostX), "left to right");
        Assert.That(y, Is.InRange(leastY, mostY), "top to bottom");
    }
}

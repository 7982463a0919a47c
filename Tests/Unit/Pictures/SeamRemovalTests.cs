namespace DiffusionTextures.Tests.Pictures;

/// <summary>Pictures that do not tile must tile afterwards, most of them untouched.</summary>
public class SeamRemovalTests
{
    private const int Texels = NonTileablePictures.Side * NonTileablePictures.Side;

    private TextureGenerator _generator = null!;

    [OneTimeSetUp]
    public async Task LoadAsync() => _generator = await TextureGenerator.LoadAsync();

    [OneTimeTearDown]
    public void Dispose() => _generator.Dispose();

    private static IEnumerable<TestCaseData> Pictures()
    {
        yield return new TestCaseData("red brick wall", NonTileablePictures.BrickWall()).SetArgDisplayNames("brick wall under a lamp");
        yield return new TestCaseData("sand", NonTileablePictures.Landscape()).SetArgDisplayNames("landscape of noise");
        yield return new TestCaseData("blue and white diagonal stripes", NonTileablePictures.Stripes()).SetArgDisplayNames("stripes of another period");
    }

    [TestCaseSource(nameof(Pictures))]
    public async Task Generate_APictureThatDoesNotTile_ItTilesAndMostOfItIsUntouched(string prompt, FloatTensor picture)
    {
        var request = new TextureRequest(prompt) { Seed = 3, InitImage = picture, SeamRemoval = new SeamRemoval(), Maps = MaterialMaps.Albedo };
        var texture = (await _generator.GenerateTextureAsync(request))[MaterialMaps.Albedo].ToTensor();

        var (beforeX, beforeY) = Ratios(picture);
        var (afterX, afterY) = Ratios(texture);
        var untouched = Untouched(picture, texture);
        TestContext.Out.WriteLine($"left to right {beforeX:0.00} -> {afterX:0.00}, top to bottom {beforeY:0.00} -> {afterY:0.00}, untouched {untouched:P1}");
        Assert.That(Math.Min(beforeX, beforeY), Is.GreaterThan(3), "the picture has a seam");
        Assert.That(Math.Max(afterX, afterY), Is.LessThan(1.2), "the texture has none");
        Assert.That(untouched, Is.GreaterThan(0.6));
    }

    [Test]
    public async Task Generate_OnOneAxis_LeavesTheOtherBorderAsItWas()
    {
        var picture = NonTileablePictures.Stripes();
        var request = new TextureRequest("stripes") { Seed = 3, InitImage = picture, SeamRemoval = new SeamRemoval { Axes = TileAxes.X, Band = 0.1f }, Maps = MaterialMaps.Albedo };
        var texture = (await _generator.GenerateTextureAsync(request))[MaterialMaps.Albedo].ToTensor();

        Assert.That(Ratios(texture).X, Is.LessThan(2));
        Assert.That(Ratios(texture).Y, Is.GreaterThan(3));
        Assert.That(Untouched(picture, texture), Is.InRange(0.9, 0.95), "2 of 32 columns of cells are repainted");
    }

    [Test]
    public async Task Generate_WithMaterialMaps_MovesThemBackWithTheAlbedo()
    {
        var picture = NonTileablePictures.BrickWall();
        var request = new TextureRequest("red brick wall") { Seed = 3, InitImage = picture, Maps = MaterialMaps.Height, KeepTensors = true };
        var plain = await _generator.GenerateTextureAsync(request with { Strength = 0.05f, NumInferenceSteps = 20 });
        var tiled = await _generator.GenerateTextureAsync(request with { SeamRemoval = new SeamRemoval() });

        Assert.That(MiddleDifference(plain.Report.Latents!, tiled.Report.Latents!, 32), Is.LessThan(0.25), "latents");
        Assert.That(MiddleDifference(plain.Report.DecodedImage!, tiled.Report.DecodedImage!, 256), Is.LessThan(0.15), "picture");
        Assert.That(MiddleDifference(Height(plain), Height(tiled), 256), Is.LessThan(0.08), "height");

        static FloatTensor Height(MaterialTextures textures) => textures[MaterialMaps.Height].ToMask();
    }

    private static (double X, double Y) Ratios(FloatTensor picture)
    {
        return (SeamRatio.AcrossX(picture.Span, NonTileablePictures.Side, NonTileablePictures.Side), SeamRatio.AcrossY(picture.Span, NonTileablePictures.Side, NonTileablePictures.Side));
    }

    private static double Untouched(FloatTensor before, FloatTensor after)
    {
        var same = 0;
        for (var i = 0; i < Texels; i++)
        {
            same += Code(before, i) == Code(after, i) ? 1 : 0;
        }

        return same / (double)Texels;

        static (int, int, int) Code(FloatTensor picture, int i) => (Byte(picture.Span[i]), Byte(picture.Span[Texels + i]), Byte(picture.Span[2 * Texels + i]));

        static int Byte(float value) => (int)MathF.Round((value + 1) * 127.5f);
    }

    /// <summary>Mean difference over the middle half of both sides, where nothing was repainted.</summary>
    private static double MiddleDifference(FloatTensor a, FloatTensor b, int side)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < a.Span.Length; i++)
        {
            var (x, y) = (i % side, i / side % side);
            if (x >= side / 4 && x < 3 * side / 4 && y >= side / 4 && y < 3 * side / 4)
            {
                sum += Math.Abs(a.Span[i] - b.Span[i]);
                count++;
            }
        }

        return sum / count;
    }
}

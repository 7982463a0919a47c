using DiffusionTextures.Inference;
using DiffusionTextures.Upscaling;

namespace DiffusionTextures.Tests.Upscaling;

public class UpscaleModelTests
{
    private readonly RunControl _control = new();
    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("upscale-").FullName;

    [OneTimeTearDown]
    public void DeleteFolder()
    {
        _control.Dispose();
        Directory.Delete(_folder, true);
    }

    [TestCase(2, 3, null, false)]
    [TestCase(3, 3, null, false)]
    [TestCase(4, 1, null, false)]
    [TestCase(4, 3, 64, false)]
    [TestCase(2, 3, null, true)]
    public void Upscale_InTiles_IsTheNetworksAnswerToTheWhole(int factor, int channels, int? side, bool isHalf)
    {
        const int Width = 200, Height = 150;
        using var model = Open(factor, channels, side, isHalf);
        using var lease = model.Use(_control);
        var planes = Picture(3, Width, Height);
        var given = model.Upscale(planes, Width, Height, TileAxes.None, _control);

        Assert.That(model.Factor(_control), Is.EqualTo(factor));
        Assert.That(given, Is.EqualTo(Expected(planes, Width, Height, factor, false)).Within(isHalf ? 5e-3f : 1e-5f));
    }

    [Test]
    public void Upscale_TilingPicture_GoesOnAtItsOtherBorder([Values(1, 3)] int channels, [Values(null, 64)] int? side, [Values(40, 200)] int width)
    {
        const int Height = 48;
        using var model = Open(4, channels, side);
        using var lease = model.Use(_control);
        var planes = Picture(3, width, Height);
        var given = model.Upscale(planes, width, Height, TileAxes.XY, _control);

        // The network itself has zeros around: only the tiles make it go around.
        Assert.That(given, Is.EqualTo(Expected(planes, width, Height, 4, true)).Within(1e-5f));
        Assert.That(given, Is.Not.EqualTo(Expected(planes, width, Height, 4, false)).Within(1e-2f));
    }

    [Test]
    public void Upscale_GrayThroughANetworkOfColours_IsGray()
    {
        using var model = Open(2, 3, null);
        using var lease = model.Use(_control);
        var gray = Picture(1, 30, 20);
        Assert.That(model.Upscale(gray, 30, 20, TileAxes.None, _control), Is.EqualTo(Expected(gray, 30, 20, 2, false)).Within(1e-5f));
    }

    [Test]
    public void Upscale_SmallerThanAFixedTile_SaysWhatToDo()
    {
        using var model = Open(4, 3, 64);
        using var lease = model.Use(_control);
        Assert.That(() => model.Upscale(Picture(3, 40, 70), 40, 70, TileAxes.None, _control), Throws.TypeOf<InferenceException>().With.Message.Contains("dynamic axes"));
    }

    [Test]
    public void Factor_OfAnotherKind_IsRefused()
    {
        using var model = Open(5, 3, null);
        using var lease = model.Use(_control);
        Assert.That(() => model.Factor(_control), Throws.TypeOf<ModelException>().With.Message.Contains("2, 3, 4 or 8"));
    }

    [Test]
    public void Construct_FromADecoder_IsRefused()
    {
        var path = Path.Combine(PocketModel.Folder, "vae_decoder", "model.onnx");
        Assert.That(() => new UpscaleModel(Session(path)), Throws.TypeOf<ModelException>().With.Message.Contains("3 channels or 1"));
    }

    private static OnnxSession Session(string path) => new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 1)).Create(new ModelSource(path), default);

    private static float[] Picture(int channels, int width, int height)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, channels * width * height).Select(_ => (float)random.NextDouble())];
    }

    /// <summary>Repeated texels, sharpened: what SmallModel's network computes, with zeros or with the other border around.</summary>
    private static float[] Expected(float[] planes, int width, int height, int factor, bool wraps)
    {
        int largeWidth = width * factor, largeHeight = height * factor;
        var result = new float[planes.Length * factor * factor];
        for (var i = 0; i < result.Length; i++)
        {
            int x = i % largeWidth, y = i / largeWidth % largeHeight, channel = i / largeWidth / largeHeight;
            for (var k = 0; k < 9; k++)
            {
                int right = x + (k % 3) - 1, down = y + (k / 3) - 1;
                if (wraps || (right >= 0 && right < largeWidth && down >= 0 && down < largeHeight))
                {
                    var texel = (((channel * height) + ((down + largeHeight) % largeHeight / factor)) * width) + ((right + largeWidth) % largeWidth / factor);
                    result[i] += (k == 4 ? 1.6f : k % 2 == 1 ? -0.1f : -0.05f) * planes[texel];
                }
            }
        }

        return result;
    }

    private UpscaleModel Open(int factor, int channels, int? side, bool isHalf = false)
    {
        var path = Path.Combine(_folder, $"{factor}-{channels}-{side}-{isHalf}.onnx");
        SmallModel.WriteUpscaler(path, factor, channels, side, isHalf);
        return new UpscaleModel(Session(path));
    }
}

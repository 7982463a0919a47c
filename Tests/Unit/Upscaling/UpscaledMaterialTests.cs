namespace DiffusionTextures.Tests.Upscaling;

/// <summary>Enlarged materials as a caller gets them.</summary>
public class UpscaledMaterialTests
{
    private static readonly TextureRequest Request = new("red brick wall") { Seed = 3, NumInferenceSteps = 4 };

    private string _network = "";
    private TextureGenerator _generator = null!;

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _network = Path.Combine(Directory.CreateTempSubdirectory("upscale-").FullName, "model.onnx");
        SmallModel.WriteUpscaler(_network, 4);
        _generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { WarmUp = false, Upscaler = Path.GetDirectoryName(_network) });
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _generator.Dispose();
        Directory.Delete(Path.GetDirectoryName(_network)!, true);
    }

    [TestCase(4)]
    [TestCase(2)]
    [TestCase(6)]
    public async Task Upscale_EveryMap_IsLargerAndShowsTheSame(int factor)
    {
        var small = await _generator.GenerateTextureAsync(Request);
        var large = await _generator.GenerateTextureAsync(Request with { Upscale = factor });

        Assert.That((large.Width, large.Height), Is.EqualTo((128 * factor, 128 * factor)));
        foreach (var map in new[] { MaterialMaps.Albedo, MaterialMaps.Height, MaterialMaps.Roughness, MaterialMaps.Metallic })
        {
            Assert.That(Difference(Shrink(large[map], factor), Values(small[map])), Is.LessThan(map == MaterialMaps.Albedo ? 4 : 1.5), map.ToString());
        }

        Assert.That(large.Report.Request.Upscale, Is.EqualTo(factor));
    }

    [Test]
    public async Task Upscale_TilingTexture_StillTiles()
    {
        var small = await _generator.GenerateTextureAsync(Request);
        var large = await _generator.GenerateTextureAsync(Request with { Upscale = 4 });
        foreach (var map in new[] { MaterialMaps.Albedo, MaterialMaps.Height, MaterialMaps.Roughness })
        {
            Assert.That(BorderRatio(Values(large[map]), large.Width, 4), Is.LessThan(1.3 * BorderRatio(Values(small[map]), small.Width, 1)), map.ToString());
        }
    }

    [Test]
    public async Task Upscale_ModelWithoutMaterialDecoder_DerivesBeforeItEnlarges()
    {
        var options = new TextureGeneratorOptions { ModelFolder = Decoding.VaeParts.TinyFolder, WarmUp = false, Upscaler = _network };
        using var generator = await TextureGenerator.LoadAsync(options);
        var request = new TextureRequest("stone") { Seed = 2, NumInferenceSteps = 2 };
        var small = await generator.GenerateTextureAsync(request);
        var large = await generator.GenerateTextureAsync(request with { Upscale = 4 });

        Assert.That(Difference(Shrink(large[MaterialMaps.Height], 4), Values(small[MaterialMaps.Height])), Is.LessThan(3));
    }

    [TestCase(1)]
    [TestCase(9)]
    public void Upscale_OutOfRange_IsRefused(int factor)
    {
        Assert.That(async () => await _generator.GenerateTextureAsync(Request with { Upscale = factor }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("2 to 8"));
    }

    [Test]
    public void Upscale_TooLarge_SaysHowLarge()
    {
        var request = Request with { Upscale = 8, Width = 4096, Height = 4096 };
        Assert.That(async () => await _generator.GenerateTextureAsync(request), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("2047"));
    }

    [Test]
    public async Task Upscale_WithoutNetwork_NamesTheOption()
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { WarmUp = false });
        Assert.That(
            async () => await generator.GenerateTextureAsync(Request with { Upscale = 4 }),
            Throws.ArgumentException.With.Message.Contains(nameof(TextureGeneratorOptions.Upscaler)));
    }

    [Test]
    public void Upscaler_ThatDoesNotExist_IsRefused()
    {
        Assert.That(async () => await TextureGenerator.LoadAsync(new TextureGeneratorOptions { Upscaler = _network + ".x" }), Throws.TypeOf<ModelException>().With.Message.Contains(_network));
    }

    /// <summary>In codes of 255.</summary>
    private static double Difference(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();

    /// <summary>The red channel or the gray, in codes of 255.</summary>
    private static double[] Values(TextureImage image)
    {
        var pixels = image.Pixels.ToArray();
        return [.. Enumerable.Range(0, image.Width * image.Height).Select(i => image.Format switch
        {
            PixelFormat.R16 => BitConverter.ToUInt16(pixels, 2 * i) / 257.0,
            PixelFormat.R8 => pixels[i],
            _ => pixels[4 * i],
        })];
    }

    private static double[] Shrink(TextureImage image, int factor)
    {
        var values = Values(image);
        var width = image.Width / factor;
        return [.. Enumerable.Range(0, width * image.Height / factor).Select(i => Enumerable.Range(0, factor * factor)
            .Average(j => values[(((i / width * factor) + (j / factor)) * image.Width) + (i % width * factor) + (j % factor)]))];
    }

    /// <summary>Mean difference of neighbours across the left border over that at the other old texels' borders.</summary>
    private static double BorderRatio(double[] values, int width, int step)
    {
        var (border, inside) = (0.0, 0.0);
        for (var row = 0; row < values.Length; row += width)
        {
            border += Math.Abs(values[row] - values[row + width - 1]);
            for (var x = step; x < width; x += step)
            {
                inside += Math.Abs(values[row + x] - values[row + x - 1]) / ((width / step) - 1);
            }
        }

        return border / inside;
    }
}

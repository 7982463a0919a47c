using DiffusionTextures.Tests.Graphs;

namespace DiffusionTextures.Tests.Pipelines;

/// <summary>Upscaling models, with a U-Net that predicts the small picture as it was given to it, so that what it was given can be read off the latents.</summary>
public class PictureUpscalingTests
{
    private const int Factor = 8, Side = 16;

    private string _folder = "";
    private TextureGenerator _generator = null!;

    private static TextureRequest Request => new("a stone wall")
    {
        InitImage = Picture(0.5f),
        InitLatents = new FloatTensor(1, 4, Side, Side),
        Seed = 2,
        NumInferenceSteps = 1,
        GuidanceScale = 1,
        Scheduler = SchedulerKind.Ddim,
        KeepTensors = true,
        Maps = MaterialMaps.Albedo,
    };

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _folder = Directory.CreateTempSubdirectory("upscaling-").FullName;
        var source = Path.Combine(GraphData.Root, "models", "tiny_sdv");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.Contains(Path.Combine("tiny_sdv", "unet"))))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        SmallModel.WriteUpscalingUNet(Path.Combine(_folder, "unet", "model.onnx"), 32);
        File.WriteAllText(Path.Combine(_folder, "unet", "config.json"), """{"in_channels": 7, "out_channels": 4, "sample_size": 16, "block_out_channels": [8]}""");
        Directory.CreateDirectory(Path.Combine(_folder, "low_res_scheduler"));
        File.WriteAllText(
            Path.Combine(_folder, "low_res_scheduler", "scheduler_config.json"),
            """{"_class_name": "DDPMScheduler", "num_train_timesteps": 1000, "beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear"}""");
        _generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = _folder });
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _generator.Dispose();
        Directory.Delete(_folder, true);
    }

    [Test]
    public async Task Size_IsThePicturesTimesTheVaesFactor()
    {
        var result = await _generator.GenerateTextureAsync(Request);
        Assert.That((result[MaterialMaps.Albedo].Width, result[MaterialMaps.Albedo].Height), Is.EqualTo((Factor * Side, Factor * Side)));
        Assert.That(result.Report.Request.NoiseLevel, Is.EqualTo(20));
    }

    /// <summary>Two pictures with the same noise: what the network sees differs by sqrt(alpha_bar of the level) times their difference, whatever the noise.</summary>
    [Test]
    public async Task NoiseLevel_FadesThePictureByItsOwnSchedule()
    {
        var none = Seen(0);
        var much = Seen(300);
        var ratio = (await much).Zip(await none, (a, b) => a / b).ToArray();
        Assert.That(ratio, Has.All.EqualTo(Math.Sqrt(AlphaBar(300) / AlphaBar(0))).Within(1e-4));

        async Task<float[]> Seen(int level)
        {
            var bright = await Latents(Request with { NoiseLevel = level });
            var dark = await Latents(Request with { NoiseLevel = level, InitImage = Picture(-0.5f) });
            return [.. bright.Zip(dark, (a, b) => a - b)];
        }

        static double AlphaBar(int level) => Enumerable.Range(0, level + 1).Select(t => 1 - (0.0001 + ((0.02 - 0.0001) * t / 999))).Aggregate((a, b) => a * b);
    }

    /// <summary>A picture of nothing and noise that cancels: what is left differs by the label alone.</summary>
    [Test]
    public async Task NoiseLevel_IsTheClassLabel()
    {
        // The mean over two opposite pictures leaves noise and label; over many texels the noise's mean is small beside a label of 0.3.
        var low = (await Latents(Request with { NoiseLevel = 0, InitImage = Picture(0) })).Average();
        var high = (await Latents(Request with { NoiseLevel = 300, InitImage = Picture(0) })).Average();
        var unit = (await Latents(Request with { NoiseLevel = 0, InitImage = Picture(1) })).Average() - low;
        Assert.That((high - low) / unit, Is.EqualTo(0.3).Within(0.1));
    }

    [Test]
    public async Task Noise_FollowsTheSeed()
    {
        var first = await Latents(Request with { NoiseLevel = 100 });
        Assert.That(await Latents(Request with { NoiseLevel = 100 }), Is.EqualTo(first));
        Assert.That(await Latents(Request with { NoiseLevel = 100, Seed = 3 }), Is.Not.EqualTo(first));
    }

    [Test]
    public void Request_ThatAnUpscalerCannotServe_SaysWhatToDo()
    {
        Assert.That(() => Latents(Request with { InitImage = null }), Throws.ArgumentException.With.Message.Contains("8 times larger"));
        Assert.That(() => Latents(Request with { NoiseLevel = 351 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0 to 350"));
        Assert.That(() => Latents(Request with { Mask = new FloatTensor(1, 1, Side, Side) }), Throws.ArgumentException.With.Message.Contains("only makes InitImage larger"));
        Assert.That(() => Latents(Request with { Width = 64, Height = 64 }), Throws.ArgumentException.With.Message.Contains("[1,3,8,8]"));
    }

    [Test]
    public async Task NoiseLevel_ForAnotherModel_IsRefused()
    {
        using var pocket = await TextureGenerator.LoadAsync();
        Assert.That(() => pocket.GenerateTextureAsync(new TextureRequest("brick") { NoiseLevel = 5 }), Throws.ArgumentException.With.Message.Contains("upscaling models"));
    }

    private static FloatTensor Picture(float value)
    {
        var picture = new FloatTensor(1, 3, Side, Side);
        picture.Span.Fill(value);
        return picture;
    }

    private async Task<float[]> Latents(TextureRequest request) => (await _generator.GenerateTextureAsync(request)).Report.Latents!.Span.ToArray();
}

using DiffusionTextures.Models.Json;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Tests.Decoding;

/// <summary>What the progress of a request tells of its steps.</summary>
public class PreviewTests
{
    private const int Steps = 6;

    private static readonly TextureRequest Request = new("red brick wall") { Seed = 4, NumInferenceSteps = Steps, Maps = MaterialMaps.Albedo, KeepTensors = true };

    private string _folder = "";
    private TextureGenerator _generator = null!;

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _folder = Directory.CreateTempSubdirectory("taesd-").FullName;
        WriteTaesd(0.5f, "{\"_class_name\":\"AutoencoderTiny\",\"latent_channels\":4,\"decoder_block_out_channels\":[64,64,64,64],\"latent_magnitude\":3,\"latent_shift\":0.5}");
        _generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { WarmUp = false, PreviewDecoderFolder = _folder });
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _generator.Dispose();
        Directory.Delete(_folder, true);
    }

    [Test]
    public async Task Preview_Vae_ComesCloserToTheFinishedPictureAndEndsAsIt()
    {
        var (told, material) = await RunAsync(new PreviewSettings { Kind = PreviewKind.Vae });
        var finished = material[MaterialMaps.Albedo];
        var differences = told.ConvertAll(progress => Difference(progress.Preview!, finished));

        Assert.That(told.ConvertAll(progress => progress.Step), Is.EqualTo(Enumerable.Range(1, Steps)));
        Assert.That(differences[0], Is.GreaterThan(4 * differences[^2]));
        Assert.That(differences[^1], Is.LessThan(2.5), "the last step leaves a little noise where the schedule does not end in none");
    }

    [Test]
    public async Task Preview_Projection_HasTheColoursOfTheFinishedPicture()
    {
        var (told, material) = await RunAsync(new PreviewSettings());
        var cells = Shrink(material[MaterialMaps.Albedo]);
        var preview = told[^1].Preview!;

        Assert.That((preview.Width, preview.Height, preview.Format), Is.EqualTo((16, 16, PixelFormat.Rgba8Srgb)));
        Assert.That(Difference(preview, cells), Is.LessThan(12));
        Assert.That(Difference(told[0].Preview!, cells), Is.GreaterThan(Difference(preview, cells)));
    }

    [Test]
    public async Task Preview_Decoder_ShowsTheCleanLatentUnscaled()
    {
        var (told, material) = await RunAsync(new PreviewSettings { Kind = PreviewKind.Decoder });
        var preview = told[^1].Preview!;
        var latents = material.Report.Latents!.Span;

        // The small decoder shows tanh of the first channel, halved, as red; the last step's expectation is all but the final latent.
        var worst = 0.0;
        for (var cell = 0; cell < 256; cell++)
        {
            var red = preview.Pixels.Span[4 * ((cell / 16 * 8 * 128) + (cell % 16 * 8))];
            worst = Math.Max(worst, Math.Abs(red - (127.5 * (1 + (0.5 * Math.Tanh(latents[cell]))))));
        }

        Assert.That(worst, Is.LessThan(8), "codes of 255");
    }

    [Test]
    public async Task Preview_EverySteps_LeavesOutTheOthersButTheLast()
    {
        var (told, _) = await RunAsync(new PreviewSettings { EverySteps = 4 });
        Assert.That(told.ConvertAll(progress => progress.Preview != null), Is.EqualTo(new[] { false, false, false, true, false, true }));
    }

    [Test]
    public async Task Tensors_AreCopiesForThoseWhoAsk()
    {
        var (told, material) = await RunAsync(new PreviewSettings { Kind = PreviewKind.None, Latents = true, NoisePrediction = true });
        Assert.That(told, Is.All.Matches<GenerationProgress>(progress => progress.Preview == null && progress.NoisePrediction!.Shape.SequenceEqual([1, 4, 16, 16])));
        Assert.That(told[^1].Latents!.Span.ToArray(), Is.EqualTo(material.Report.Latents!.Span.ToArray()));
        Assert.That(told[0].Latents!.Span.ToArray(), Is.Not.EqualTo(told[1].Latents!.Span.ToArray()));
        Assert.That(told[0].NoisePrediction!.Span.ToArray(), Is.Not.EqualTo(told[1].NoisePrediction!.Span.ToArray()));
    }

    [Test]
    public async Task Preview_NotAskedFor_TellsTheNumberAlone_AndChangesNothing()
    {
        var (told, plain) = await RunAsync(null);
        var (_, watched) = await RunAsync(new PreviewSettings { Kind = PreviewKind.Vae, Latents = true });
        Assert.That(told, Is.All.Matches<GenerationProgress>(progress => progress.Preview == null && progress.Latents == null && progress.NoisePrediction == null));
        Assert.That(watched.Report.DecodedImage!.Span.ToArray(), Is.EqualTo(plain.Report.DecodedImage!.Span.ToArray()));
    }

    [Test]
    public async Task Preview_OfAnEditedPair_ShowsTheEdited()
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = VaeParts.TinyFolder, WarmUp = false, Edits = new ModelEdits { AttentionControl = true } });
        var told = new Listener();
        var request = new TextureRequest("a photo of a mossy wall") { PromptEdit = new PromptEdit("a photo of a stone wall"), Seed = 1, NumInferenceSteps = 3, Preview = new PreviewSettings { Kind = PreviewKind.Vae, Latents = true } };
        var material = await generator.GenerateTextureAsync(request, told);

        Assert.That(told.Steps[^1].Latents!.Shape, Is.EqualTo(new[] { 2, 4, 8, 8 }));
        Assert.That(Difference(told.Steps[^1].Preview!, material[MaterialMaps.Albedo]), Is.LessThan(1));
    }

    [TestCase(0, PreviewKind.Projection)]
    [TestCase(1, (PreviewKind)9)]
    public void Preview_BadSetting_IsRefused(int everySteps, PreviewKind kind)
    {
        Assert.That(async () => await RunAsync(new PreviewSettings { EverySteps = everySteps, Kind = kind }), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Preview_DecoderThatWasNotLoaded_NamesTheOption()
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { WarmUp = false });
        Assert.That(
            async () => await generator.GenerateTextureAsync(Request with { Preview = new PreviewSettings { Kind = PreviewKind.Decoder } }),
            Throws.ArgumentException.With.Message.Contains(nameof(TextureGeneratorOptions.PreviewDecoderFolder)));
    }

    [Test]
    public void PreviewDecoder_OfAnotherFamily_NamesBothChannelCounts()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        SmallModel.WriteDecoder(Path.Combine(folder, "vae_decoder", "model.onnx"), 1);
        File.WriteAllText(Path.Combine(folder, "vae_decoder", "config.json"), "{\"latent_channels\":16}");
        Assert.That(
            async () => await TextureGenerator.LoadAsync(new TextureGeneratorOptions { PreviewDecoderFolder = folder }),
            Throws.TypeOf<ModelException>().With.Message.Contains("16").And.Message.Contains("4"));
    }

    [Test]
    public async Task VaeFolder_Taesd_DecodesUnscaledLatents()
    {
        // Under the class's default the scaling is 1; under AutoencoderKL's it would be 0.18215.
        var options = new TextureGeneratorOptions { ModelFolder = VaeParts.TinyFolder, VaeFolder = _folder, WarmUp = false };
        using var generator = await TextureGenerator.LoadAsync(options);
        var report = (await generator.GenerateTextureAsync(new TextureRequest("stone") { Seed = 2, NumInferenceSteps = 2, KeepTensors = true })).Report;
        var expected = Enumerable.Range(0, 64).Select(cell => 0.5f * MathF.Tanh(report.Latents!.Span[cell]));
        var given = Enumerable.Range(0, 64).Select(cell => report.DecodedImage!.Span[(cell / 8 * 8 * 64) + (cell % 8 * 8)]);

        Assert.That(given, Is.EqualTo(expected).Within(1e-5f));
    }

    [TestCase(SchedulerKind.Ddim, "epsilon")]
    [TestCase(SchedulerKind.Ddim, "v_prediction")]
    [TestCase(SchedulerKind.Ddim, "sample")]
    [TestCase(SchedulerKind.EulerDiscrete, "epsilon")]
    [TestCase(SchedulerKind.EulerDiscrete, "v_prediction")]
    [TestCase(SchedulerKind.DpmSolverMultistep, "epsilon")]
    [TestCase(SchedulerKind.Lcm, "epsilon")]
    [TestCase(SchedulerKind.FlowMatchEulerDiscrete, null)]
    public void CleanLatent_OfAnyPrediction_IsTheSchedulersOwn(SchedulerKind kind, string? prediction)
    {
        var config = JsonValue.Parse(prediction == null
            ? "{}"
            : "{\"beta_schedule\":\"scaled_linear\",\"beta_start\":0.00085,\"beta_end\":0.012,\"clip_sample\":false,\"prediction_type\":\"" + prediction + "\"}");
        var scheduler = SchedulerFactory.Create(kind, config);
        scheduler.SetTimesteps(new ScheduleRequest(5), 8);
        var random = new Random(3);
        var sample = Enumerable.Range(0, 8).Select(_ => scheduler.InitNoiseSigma * (float)(random.NextDouble() - 0.5)).ToArray();
        var model = sample.Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var input = new float[8];
        var clean = new float[8];
        scheduler.ScaleModelInput(0, sample, input);
        new CleanLatent(SchedulerFactory.Resolve(kind, config, null)).Estimate(scheduler.Timesteps[0], input, model, clean);
        scheduler.Step(0, model, sample, new Silence());

        Assert.That(clean, Is.EqualTo(scheduler.PredOriginalSample.ToArray()).Within(0.5).Percent);
    }

    private async Task<(List<GenerationProgress> Steps, MaterialTextures Material)> RunAsync(PreviewSettings? settings)
    {
        var listener = new Listener();
        return (listener.Steps, await _generator.GenerateTextureAsync(Request with { Preview = settings }, listener));
    }

    private void WriteTaesd(float gain, string config)
    {
        SmallModel.WriteDecoder(Path.Combine(_folder, "vae_decoder", "model.onnx"), gain);
        File.WriteAllText(Path.Combine(_folder, "vae_decoder", "config.json"), config);
    }

    /// <summary>In codes of 255.</summary>
    private static double Difference(TextureImage a, TextureImage b) => a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => (double)Math.Abs(x - y)).Average();

    private static TextureImage Shrink(TextureImage image)
    {
        var cells = new TextureImage(image.Width / 8, image.Height / 8, image.Format);
        for (var i = 0; i < cells.Pixels.Length; i++)
        {
            int x = i / 4 % cells.Width * 8, y = i / 4 / cells.Width * 8;
            cells.Pixels.Span[i] = (byte)Enumerable.Range(0, 64).Average(j => image.Pixels.Span[(4 * (((y + (j / 8)) * image.Width) + x + (j % 8))) + (i % 4)]);
        }

        return cells;
    }

    private sealed class Listener : IProgress<GenerationProgress>
    {
        public List<GenerationProgress> Steps { get; } = [];

        public void Report(GenerationProgress value)
        {
            if (value is { Stage: GenerationStage.Denoise, Step: > 0 })
            {
                Steps.Add(value);
            }
        }
    }

    private sealed class Silence : DiffusionTextures.Latents.INoiseSource
    {
        public void NextNormal(Span<float> noise) => noise.Clear();

        public void NextBrownian(double from, double to, Span<float> noise) => noise.Clear();
    }
}

namespace DiffusionTextures.PublicSurface;

/// <summary>What a user of the package does, with nothing but its public types.</summary>
public class GeneratorTests
{
    private static readonly TextureRequest Small = new("red brick wall") { Seed = 3, NumInferenceSteps = 3 };

    private TextureGenerator _generator = null!;

    [OneTimeSetUp]
    public async Task LoadAsync() => _generator = await TextureGenerator.LoadAsync();

    [OneTimeTearDown]
    public void Unload() => _generator.Dispose();

    [Test]
    public async Task Generate_ARequest_GivesEveryMapAtTheModelsSize()
    {
        var material = await _generator.GenerateTextureAsync(Small);

        Assert.That(material.Maps, Is.EqualTo(MaterialMaps.All));
        Assert.That(material.Values.Select(image => (image.Width, image.Height)), Is.All.EqualTo((material.Width, material.Height)));
        Assert.That(material[MaterialMaps.Albedo].Pixels.ToArray().Distinct().Count(), Is.GreaterThan(8));
    }

    [Test]
    public async Task Generate_TheReportsRequest_GivesTheSameBytes()
    {
        var first = await _generator.GenerateTextureAsync(Small with { Seed = null });
        var second = await _generator.GenerateTextureAsync(first.Report.Request);

        Assert.That(second[MaterialMaps.Albedo].Pixels.ToArray(), Is.EqualTo(first[MaterialMaps.Albedo].Pixels.ToArray()));
    }

    [Test]
    public async Task Generate_IntoATarget_WritesItOnceWithTheMapsItTakes()
    {
        var target = new RecordingTarget(MaterialMaps.Albedo | MaterialMaps.Normal);

        var report = await _generator.GenerateTextureAsync(Small, target);

        Assert.That(target.Written, Is.EqualTo(new[] { target.Maps }));
        Assert.That(report.Timings.DenoiseSteps, Is.EqualTo(3));
    }

    [Test]
    public async Task Generate_WithProgress_TellsEveryStageInOrderAndEveryStep()
    {
        var progress = new RecordingProgress();

        await _generator.GenerateTextureAsync(Small, progress);

        var stages = progress.Seen.Select(point => point.Stage).Distinct();
        Assert.That(stages, Is.EqualTo(new[] { GenerationStage.Text, GenerationStage.Denoise, GenerationStage.Decode, GenerationStage.Maps, GenerationStage.Write }));
        var steps = progress.Seen.Where(point => point.Stage == GenerationStage.Denoise).Select(point => point.Step);
        Assert.That(steps, Is.SupersetOf(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Cancel_InTheMiddle_LeavesTheTargetUntouchedAndTheGeneratorUsable()
    {
        using var cancel = new CancellationTokenSource();
        var target = new RecordingTarget(MaterialMaps.All);
        var progress = new RecordingProgress
        {
            OnReport = point =>
            {
                if (point is { Stage: GenerationStage.Denoise, Step: 2 })
                {
                    cancel.Cancel();
                }
            },
        };

        Assert.That(
            async () => await _generator.GenerateTextureAsync(Small with { NumInferenceSteps = 1000 }, target, progress, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(target.Written, Is.Empty);
        Assert.That(progress.Seen.Max(point => point.Step), Is.LessThanOrEqualTo(3), "a cancel is felt within one step");
        var before = await _generator.GenerateTextureAsync(Small);
        var after = await _generator.GenerateTextureAsync(Small);
        Assert.That(after[MaterialMaps.Albedo].Pixels.ToArray(), Is.EqualTo(before[MaterialMaps.Albedo].Pixels.ToArray()));
    }

    [Test]
    public async Task Dispose_WhileARequestWaits_FinishesTheRunningOneAndRejectsTheOther()
    {
        var generator = await TextureGenerator.LoadAsync();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = generator.GenerateTextureAsync(Small, new RecordingProgress { OnReport = _ => started.TrySetResult() });
        await started.Task;
        var waiting = generator.GenerateTextureAsync(Small);

        generator.Dispose();
        generator.Dispose();

        Assert.That(async () => await running, Throws.Nothing);
        Assert.That(async () => await waiting, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await generator.GenerateTextureAsync(Small), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Save_AMap_IsReadBackWithItsText()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var material = await _generator.GenerateTextureAsync(Small);
            var path = Path.Combine(folder, "albedo.png");
            material[MaterialMaps.Albedo].Save(path, PngMetadata.ForRequest("red brick wall", "{}"));

            var image = TextureImage.Load(path, out var metadata);

            Assert.That(image.Pixels.ToArray(), Is.EqualTo(material[MaterialMaps.Albedo].Pixels.ToArray()));
            Assert.That(metadata.Find(PngMetadata.ParametersKey), Is.EqualTo("red brick wall"));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Test]
    public void Load_AFolderThatIsNotThere_NamesIt()
    {
        var options = new TextureGeneratorOptions { ModelFolder = "no-such-model" };

        Assert.That(async () => await TextureGenerator.LoadAsync(options), Throws.InstanceOf<ModelException>().With.Message.Contains("no-such-model"));
    }

    private sealed class RecordingProgress : IProgress<GenerationProgress>
    {
        public List<GenerationProgress> Seen { get; } = [];

        public Action<GenerationProgress> OnReport { get; init; } = _ => { };

        public void Report(GenerationProgress value)
        {
            Seen.Add(value);
            OnReport(value);
        }
    }

    private sealed class RecordingTarget(MaterialMaps maps) : ITextureTarget
    {
        public MaterialMaps Maps => maps;

        public List<MaterialMaps> Written { get; } = [];

        public void Write(DecodedMaterial material) => Written.Add(material.Maps);
    }
}

namespace DiffusionTextures.Tests.Pipelines;

/// <summary>One walk by two models.</summary>
public class RefinerTests
{
    private static string Folder(string model) => Path.Combine(AppContext.BaseDirectory, "Data", "models", model);

    private static TextureGeneratorOptions Base => new() { ModelFolder = Folder("tiny_sdxl") };

    private static readonly TextureRequest Request = new("a photo of a stone wall") { Seed = 4, NumInferenceSteps = 6, GuidanceScale = 3, KeepTensors = true, Maps = MaterialMaps.Albedo };

    [Test]
    public async Task Generate_WithTheBaseAsItsOwnRefiner_EqualsTheBaseAlone([Values(0f, 0.5f, 0.8f, 1f)] float start, [Values(SchedulerKind.Ddim, SchedulerKind.EulerDiscrete)] SchedulerKind scheduler)
    {
        var alone = await ReportAsync(Base, Request with { Scheduler = scheduler });
        var handed = await ReportAsync(Base with { RefinerFolder = Folder("tiny_sdxl") }, Request with { Scheduler = scheduler, RefinerStart = start });

        Assert.That(handed.Latents!.Span.ToArray(), Is.EqualTo(alone.Latents!.Span.ToArray()));
        Assert.That(handed.Timings.DenoiseSteps, Is.EqualTo(6));
    }

    [Test]
    public async Task Previews_OfBothModels_AreThoseOfOneWalk()
    {
        var request = Request with { Scheduler = SchedulerKind.Ddim, Preview = new PreviewSettings { Kind = PreviewKind.Vae } };
        var alone = await PreviewsAsync(Base, request);
        var handed = await PreviewsAsync(Base with { RefinerFolder = Folder("tiny_sdxl") }, request with { RefinerStart = 0.5f });

        Assert.That(alone, Has.Count.EqualTo(6).And.All.Not.Empty);
        Assert.That(handed, Is.EqualTo(alone));
    }

    [Test]
    public async Task Generate_WithAnotherRefiner_IsTheBasesUpToTheHandOver()
    {
        // The pocket model and this one have latents of 4 channels at an eighth of the size: strange partners, but told apart.
        var options = new TextureGeneratorOptions { RefinerFolder = Folder("tiny_sdv") };
        var request = Request with { Prompt = "red brick wall", Scheduler = SchedulerKind.Ddim };
        var alone = await ReportAsync(new TextureGeneratorOptions(), request);
        var late = await ReportAsync(options, request with { RefinerStart = 0.9f });
        var early = await ReportAsync(options, request with { RefinerStart = 0.3f });
        var byDefault = await ReportAsync(options, request);

        Assert.That(Difference(late, alone), Is.GreaterThan(1e-3f));
        Assert.That(Difference(early, late), Is.GreaterThan(1e-3f));
        Assert.That(byDefault.Request.RefinerStart, Is.EqualTo(0.8f));
    }

    [Test]
    public void Load_ARefinerOfOtherChannels_IsRefused()
    {
        Assert.That(
            async () => await TextureGenerator.LoadAsync(Base with { RefinerFolder = Folder("tiny_inpaint") }),
            Throws.TypeOf<ModelException>().With.Message.Contains("tiny_inpaint").And.Message.Contains("same family"));
    }

    private static float Difference(GenerationReport a, GenerationReport b) => a.Latents!.Span.ToArray().Zip(b.Latents!.Span.ToArray(), (x, y) => Math.Abs(x - y)).Max();

    private static async Task<List<byte[]>> PreviewsAsync(TextureGeneratorOptions options, TextureRequest request)
    {
        var previews = new PreviewList();
        using var generator = await TextureGenerator.LoadAsync(options);
        await generator.GenerateTextureAsync(request, previews);
        return previews.Seen;
    }

    private static async Task<GenerationReport> ReportAsync(TextureGeneratorOptions options, TextureRequest request)
    {
        using var generator = await TextureGenerator.LoadAsync(options);
        return (await generator.GenerateTextureAsync(request)).Report;
    }

    /// <summary>Told on the inference thread, in order.</summary>
    private sealed class PreviewList : IProgress<GenerationProgress>
    {
        public List<byte[]> Seen { get; } = [];

        public void Report(GenerationProgress value)
        {
            if (value.Preview is { } preview)
            {
                Seen.Add(preview.Pixels.ToArray());
            }
        }
    }
}

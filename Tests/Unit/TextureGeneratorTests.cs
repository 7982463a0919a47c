namespace DiffusionTextures.Tests;

/// <summary>Lives of a generator: disposed twice, from its own thread, with requests waiting, after failures.</summary>
public class TextureGeneratorTests
{
    private static readonly TextureRequest Request = new("red brick wall") { Seed = 5, NumInferenceSteps = 4, KeepTensors = true };

    [Test]
    public async Task Dispose_FromAProgressCallback_FinishesThatRequestAndRefusesTheNext()
    {
        var generator = await TextureGenerator.LoadAsync();
        var material = await generator.GenerateTextureAsync(Request, new Reaction(generator.Dispose));
        generator.Dispose();

        Assert.That(material.Report.Latents, Is.Not.Null);
        Assert.That(async () => await generator.GenerateTextureAsync(Request), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Dispose_WithRequestsWaiting_RejectsThem()
    {
        var generator = await TextureGenerator.LoadAsync();
        Task<MaterialTextures>? waiting = null;
        var running = generator.GenerateTextureAsync(Request, new Reaction(() =>
        {
            waiting ??= generator.GenerateTextureAsync(Request);
            generator.Dispose();
        }));

        Assert.That(async () => await running, Throws.Nothing);
        Assert.That(async () => await waiting!, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Generate_AfterOtherShapesAndAFailure_GivesTheSameAsBefore()
    {
        using var generator = await TextureGenerator.LoadAsync();
        var before = await generator.GenerateTextureAsync(Request);
        await generator.GenerateTextureAsync(Request with { Width = 128, GuidanceScale = 1 });
        Assert.That(
            async () => await generator.GenerateTextureAsync(Request, new Reaction(() => throw new FormatException("a callback's own failure"))),
            Throws.TypeOf<FormatException>());
        var after = await generator.GenerateTextureAsync(Request);

        Assert.That(after.Report.Latents!.Span.ToArray(), Is.EqualTo(before.Report.Latents!.Span.ToArray()));
    }

    [Test]
    public async Task Generate_CancelledWhileQueuedOrWhenDone_HitsNoOtherRequest()
    {
        using var generator = await TextureGenerator.LoadAsync();
        using var cancellation = new CancellationTokenSource();
        var finished = await generator.GenerateTextureAsync(Request, cancellationToken: cancellation.Token);
        var running = generator.GenerateTextureAsync(Request, new Reaction(() => cancellation.Token.WaitHandle.WaitOne()));
        var queued = generator.GenerateTextureAsync(Request, cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        Assert.That(async () => await queued, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await running).Report.Latents!.Span.ToArray(), Is.EqualTo(finished.Report.Latents!.Span.ToArray()));
    }

    /// <summary>Acts when a request denoises.</summary>
    private sealed class Reaction(Action action) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value)
        {
            if (value is { Stage: GenerationStage.Denoise, Step: 2 })
            {
                action();
            }
        }
    }
}

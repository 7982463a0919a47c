using DiffusionTextures.Denoising;

namespace DiffusionTextures.Tests.Denoising;

public class DenoisingLoopTests
{
    private static readonly TextureRequest Request = new("red brick wall") { Seed = 5, NumInferenceSteps = 12, GuidanceScale = 3, KeepTensors = true };

    [Test]
    public async Task Run_AfterWarmUp_AllocatesNothingPerStep([Values(1f, 3f)] float guidance, [Values] bool karras)
    {
        using var generator = await TextureGenerator.LoadAsync();
        var meter = new AllocationMeter();
        var request = Request with
        {
            GuidanceScale = guidance,
            Scheduler = SchedulerKind.DpmSolverMultistep,
            SchedulerOptions = new SchedulerOptions { UseKarrasSigmas = karras },
        };
        await Generate(generator, request, null);
        await Generate(generator, request, meter);
        Assert.That(meter.PerStep, Has.Count.EqualTo(11).And.All.Zero);
    }

    [Test]
    public async Task Run_CancelledInsideAStep_ReturnsBeforeTheNextAndTheGeneratorStaysUsable()
    {
        using var generator = await TextureGenerator.LoadAsync();
        var before = await Generate(generator, Request, null);
        using var cancellation = new CancellationTokenSource();
        var canceller = new CancelAtStep(3, cancellation);
        Assert.That(
            async () => await generator.GenerateTextureAsync(Request, new UntouchedTarget(), canceller, null, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(canceller.Last, Is.EqualTo(3));
        var after = await Generate(generator, Request, null);
        Assert.That(after.Latents!.Span.ToArray(), Is.EqualTo(before.Latents!.Span.ToArray()));
    }

    [Test]
    public async Task Run_SameRequestTwice_GivesTheSameLatents()
    {
        using var generator = await TextureGenerator.LoadAsync();
        var first = await Generate(generator, Request, null);
        var second = await Generate(generator, Request, null);
        Assert.That(second.Latents!.Span.ToArray(), Is.EqualTo(first.Latents!.Span.ToArray()));
        Assert.That(second.DecodedImage!.Span.ToArray(), Is.EqualTo(first.DecodedImage!.Span.ToArray()));
    }

    [Test]
    public async Task Run_PromptComposedOfOneTwice_EqualsItsWeights()
    {
        using var generator = await TextureGenerator.LoadAsync();
        var whole = await Generate(generator, Request with { Prompt = "red brick wall" }, null);
        var halves = await Generate(generator, Request with { Prompt = "red brick wall :0.5 AND red brick wall :0.5" }, null);
        var difference = whole.Latents!.Span.ToArray().Zip(halves.Latents!.Span.ToArray(), (a, b) => Math.Abs(a - b)).Max();
        Assert.That(difference, Is.LessThan(1e-2));
    }

    private static Task<GenerationReport> Generate(TextureGenerator generator, TextureRequest request, IDenoisingObserver? observer)
    {
        return generator.GenerateTextureAsync(request, new DiscardingTarget(), observer, null, CancellationToken.None);
    }

    private sealed class DiscardingTarget : ITextureTarget
    {
        public MaterialMaps Maps => MaterialMaps.All;

        public void Write(DecodedMaterial material)
        {
        }
    }

    private sealed class UntouchedTarget : ITextureTarget
    {
        public MaterialMaps Maps => MaterialMaps.All;

        public void Write(DecodedMaterial material) => throw new InvalidOperationException("A cancelled request must not write.");
    }

    private sealed class CancelAtStep(int step, CancellationTokenSource cancellation) : IDenoisingObserver
    {
        public int Last { get; private set; }

        public void Started(ReadOnlySpan<float> latents)
        {
        }

        public void Predicted(int stepIndex, UNetRun run) => Last = stepIndex;

        public void Stepped(int stepIndex, ReadOnlySpan<float> latents)
        {
            if (stepIndex == step)
            {
                cancellation.Cancel();
            }
        }
    }

    /// <summary>Bytes that the inference thread allocates from one step's end to the next one's.</summary>
    private sealed class AllocationMeter : IDenoisingObserver
    {
        private readonly long[] _marks = new long[64];
        private int _count;

        public List<long> PerStep => Enumerable.Range(1, _count - 1).Select(i => _marks[i] - _marks[i - 1]).ToList();

        public void Started(ReadOnlySpan<float> latents)
        {
        }

        public void Predicted(int stepIndex, UNetRun run)
        {
        }

        public void Stepped(int stepIndex, ReadOnlySpan<float> latents) => _marks[_count++] = GC.GetAllocatedBytesForCurrentThread();
    }
}

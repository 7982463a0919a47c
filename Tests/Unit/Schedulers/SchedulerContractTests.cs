using DiffusionTextures.Latents;
using DiffusionTextures.Models.Json;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Tests.Schedulers;

[TestFixtureSource(nameof(Kinds))]
public class SchedulerContractTests(SchedulerKind kind)
{
    private const int Count = 67;
    private static readonly JsonValue Config = JsonValue.Parse("{\"skip_prk_steps\":true}");

    private static SchedulerKind[] Kinds => Enum.GetValues<SchedulerKind>();

    [Test]
    public void Step_AfterWarmUp_AllocatesNothing()
    {
        var scheduler = Create();
        var noise = new Ramp();
        var model = new float[Count];
        var sample = new float[Count];
        Array.Fill(sample, 0.5f);
        Walk(scheduler, model, sample, noise);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Walk(scheduler, model, sample, noise);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Step_FromTheStartAgain_GivesTheSameLatent()
    {
        var scheduler = Create();
        var first = Run(scheduler);
        Assert.That(Run(scheduler), Is.EqualTo(first));
    }

    [Test]
    public void Step_WholeTrajectory_StaysFinite()
    {
        var latent = Run(Create());
        Assert.That(latent, Has.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public void Step_BeforeSetTimesteps_Throws()
    {
        var scheduler = SchedulerFactory.Create(kind, Config);
        Assert.That(() => scheduler.Step(0, new float[Count], new float[Count], new Ramp()), Throws.InvalidOperationException);
    }

    [Test]
    public void SetTimesteps_MoreThanTrained_Throws()
    {
        var scheduler = SchedulerFactory.Create(kind, Config);
        Assert.That(() => scheduler.SetTimesteps(new ScheduleRequest(1001), Count), Throws.ArgumentException.With.Message.Contains("1000"));
    }

    private static void Walk(IScheduler scheduler, float[] model, float[] sample, INoiseSource noise)
    {
        for (var i = 0; i < scheduler.Timesteps.Length; i++)
        {
            scheduler.ScaleModelInput(i, sample, model);
            scheduler.Step(i, model, sample, noise);
        }
    }

    private static float[] Run(IScheduler scheduler)
    {
        var sample = new float[Count];
        Array.Fill(sample, 0.5f);
        Walk(scheduler, new float[Count], sample, new Ramp());
        return sample;
    }

    private IScheduler Create()
    {
        var scheduler = SchedulerFactory.Create(kind, Config);
        scheduler.SetTimesteps(new ScheduleRequest(10), Count);
        return scheduler;
    }

    private sealed class Ramp : INoiseSource
    {
        public void NextNormal(Span<float> destination)
        {
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] = (i % 7) - 3;
            }
        }

        public void NextBrownian(double from, double to, Span<float> destination) => NextNormal(destination);
    }
}

using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace DiffusionTextures.Benchmarks.Schedulers;

/// <summary>A whole trajectory of 40 steps per operation, with the bytes that it allocates; in this process, because the package's build knows no npm.</summary>
public class StepBenchmark
{
    private Trajectory _walk = null!;

    [ParamsAllValues]
    public SchedulerKind Kind { get; set; }

    public static void Run()
    {
        var job = Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithLaunchCount(1).WithWarmupCount(2).WithIterationCount(5)
            .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(100));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(new ConsoleLogger()).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "DiffusionTextures.Benchmarks"));
        BenchmarkRunner.Run<StepBenchmark>(config);
    }

    [GlobalSetup]
    public void Setup()
    {
        var touch = TensorsTouched.All.First(one => one.Kind == Kind);
        _walk = new Trajectory(touch.Kind, touch.Options);
    }

    [Benchmark(Baseline = true)]
    public void Axpby() => _walk.WalkAxpby();

    [Benchmark]
    public void Step()
    {
        _walk.Restart();
        _walk.Walk();
    }
}

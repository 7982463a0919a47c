using System.Numerics;
using System.Runtime.InteropServices;
using DiffusionTextures.Models.Json;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Benchmarks.Schedulers;

/// <summary>One scheduler with its latent, and a plain axpby that is called as often over the same latent.</summary>
internal sealed class Trajectory
{
    /// <summary>Elements of [1,4,128,128].</summary>
    public const int Count = 4 * 128 * 128;

    private const int Steps = 40;
    private static readonly JsonValue Config = JsonValue.Parse(
        """{"num_train_timesteps":1000,"beta_start":0.00085,"beta_end":0.012,"beta_schedule":"scaled_linear","clip_sample":false}""");

    private readonly IScheduler _scheduler;
    private readonly SilentNoise _noise = new();
    private readonly float[] _start = new float[Count], _model = new float[Count], _sample = new float[Count];

    public Trajectory(SchedulerKind kind, SchedulerOptions options)
    {
        _scheduler = SchedulerFactory.Create(kind, Config, options);
        _scheduler.SetTimesteps(new ScheduleRequest(Steps), Count);
        var random = new Random(1);
        for (var i = 0; i < Count; i++)
        {
            _start[i] = random.NextSingle() - 0.5f;
            _model[i] = random.NextSingle() - 0.5f;
        }
    }

    /// <summary>Calls of Step in one walk.</summary>
    public int Calls => _scheduler.Timesteps.Length;

    public void Restart() => _start.CopyTo(_sample, 0);

    public void Walk()
    {
        for (var i = 0; i < _scheduler.Timesteps.Length; i++)
        {
            _scheduler.Step(i, _model, _sample, _noise);
        }
    }

    public void WalkAxpby()
    {
        for (var i = 0; i < _scheduler.Timesteps.Length; i++)
        {
            Axpby(0.5f, _model, 0.5f, _sample);
        }
    }

    /// <summary>y = a x + b y.</summary>
    public static void Axpby(float a, ReadOnlySpan<float> x, float b, Span<float> y)
    {
        var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        var ys = MemoryMarshal.Cast<float, Vector<float>>(y);
        var va = new Vector<float>(a);
        var vb = new Vector<float>(b);
        for (var i = 0; i < ys.Length; i++)
        {
            ys[i] = (va * xs[i]) + (vb * ys[i]);
        }
    }
}

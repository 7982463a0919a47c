using System.Globalization;
using System.Text.Json;
using DiffusionTextures.Models.Json;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>Runs the trajectories of a schedulers.json with the file's own fake model.</summary>
internal sealed class SchedulerReplay
{
    private readonly float[] _init;

    public SchedulerReplay(JsonElement root)
    {
        Root = root;
        Bank = Rows(root, "noise_bank");
        _init = Floats(root, "init");
        Z0 = Floats(root, "z0");
        Zn = Floats(root, "zn");
    }

    public JsonElement Root { get; }

    public float[][] Bank { get; }

    public float[] Z0 { get; }

    public float[] Zn { get; }

    public static float[] Floats(JsonElement entry, string name) => [.. entry.GetProperty(name).EnumerateArray().Select(Single)];

    public static float[][] Rows(JsonElement entry, string name)
    {
        return [.. entry.GetProperty(name).EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Null ? [] : row.EnumerateArray().Select(Single).ToArray())];
    }

    public static JsonValue Config(JsonElement entry) => JsonValue.Parse(entry.GetProperty("cfg").GetRawText());

    /// <summary>First index of an image-to-image run.</summary>
    public static int Start(int steps, double strength, int order) => Math.Max(steps - Math.Min((int)(steps * strength), steps), 0) * order;

    /// <summary>f(x,t) = 0.3 x + 0.1 sin(t / 100), rounded as the file's note says.</summary>
    public static float[] Model(float[] x, double t)
    {
        var offset = (float)(0.1 * Math.Sin(t / 100));
        return Array.ConvertAll(x, value => (0.3f * value) + offset);
    }

    /// <summary>g(x,t) = 0.25 x - 0.05 cos(t / 80): the target model of the cycle cases.</summary>
    public static float[] TargetModel(float[] x, double t)
    {
        var offset = (float)(0.05 * Math.Cos(t / 80));
        return Array.ConvertAll(x, value => (0.25f * value) - offset);
    }

    /// <summary>Compares within a part of the largest expected magnitude.</summary>
    public static void Near(GoldenCheck check, string quantity, float[] actual, float[] expected, double relative)
    {
        check.Near(quantity, actual, expected, relative * Math.Max(1e-3, expected.Max(MathF.Abs)));
    }

    /// <summary>A scheduler of the entry's configuration, with its timetable when <paramref name="steps"/> are given.</summary>
    public static IScheduler Create(JsonElement entry, string cls, int steps, SchedulerOptions? overrides = null)
    {
        var scheduler = SchedulerFactory.Create(cls, Config(entry), overrides ?? StepOptions(entry));
        if (steps > 0)
        {
            scheduler.SetTimesteps(Request(entry, steps), 8);
        }

        return scheduler;
    }

    public void Trajectory(JsonElement entry, GoldenCheck check)
    {
        var scheduler = Create(entry, entry.GetProperty("cls").GetString()!, entry.GetProperty("steps").GetInt32());
        check.Near("timesteps", scheduler.Timesteps, Floats(entry, "timesteps"), 1e-3);
        if (entry.TryGetProperty("init_noise_sigma", out var sigma))
        {
            check.Near("init_noise_sigma", [scheduler.InitNoiseSigma], [Single(sigma)], 1e-5 * Math.Abs(Single(sigma)));
        }

        var latent = Array.ConvertAll(_init, value => value * scheduler.InitNoiseSigma);
        var noise = new BankNoise(Bank);
        Walk(scheduler, 0, latent, noise, entry, null, check);
    }

    public void ImageToImage(JsonElement entry, GoldenCheck check)
    {
        var steps = entry.GetProperty("steps").GetInt32();
        var scheduler = Create(entry, entry.GetProperty("cls").GetString()!, steps);
        var start = Start(steps, entry.GetProperty("strength").GetDouble(), scheduler.Order);
        check.Same("order", scheduler.Order, entry.GetProperty("order").GetInt32());
        check.Near("timesteps", scheduler.Timesteps[start..], Floats(entry, "timesteps"), 1e-3);
        var latent = new float[Z0.Length];
        scheduler.AddNoise(start, Z0, Zn, latent);
        Near(check, "noisy", latent, Floats(entry, "noisy"), 1e-5);
        Walk(scheduler, start, latent, new BankNoise(Bank), entry, null, check);
    }

    /// <summary>Steps from <paramref name="start"/> to the end and compares scale, draws and trajectory.</summary>
    public static void Walk(IScheduler scheduler, int start, float[] latent, BankNoise noise, JsonElement entry, string? trajectory, GoldenCheck check)
    {
        var name = trajectory ?? (entry.TryGetProperty("traj", out _) ? "traj" : "traj_last3");
        var rows = Rows(entry, name);
        var count = scheduler.Timesteps.Length - start;
        var skipped = count - rows.Length;
        var cosine = entry.GetProperty("cfg").TryGetProperty("beta_schedule", out var schedule) && schedule.GetString() == "squaredcos_cap_v2";
        var allowed = (cosine ? 1e-3 : 1e-4) * rows.Max(row => row.Max(MathF.Abs));
        var scales = entry.TryGetProperty("scale", out _) ? Floats(entry, "scale") : null;
        var draws = entry.TryGetProperty("draws", out _) && trajectory == null ? Floats(entry, "draws") : null;
        var ones = new float[latent.Length];
        Array.Fill(ones, 1f);
        var input = new float[latent.Length];
        for (var i = start; i < scheduler.Timesteps.Length; i++)
        {
            var at = i - start;
            scheduler.ScaleModelInput(i, ones, input);
            check.Near($"scale {at}", [input[0]], [scales?[at] ?? 1f], 1e-5);
            scheduler.ScaleModelInput(i, latent, input);
            var before = noise.Draws;
            scheduler.Step(i, Model(input, scheduler.Timesteps[i]), latent, noise);
            if (trajectory == null)
            {
                check.Same($"draws {at}", noise.Draws - before, (int)(draws?[at] ?? 0));
            }

            if (at >= skipped)
            {
                check.Near($"{name} {at}", latent, rows[at - skipped], allowed);
            }
        }
    }

    private static ScheduleRequest Request(JsonElement entry, int steps)
    {
        var request = new ScheduleRequest(steps);
        if (!entry.TryGetProperty("set_kwargs", out var arguments))
        {
            return request;
        }

        foreach (var argument in arguments.EnumerateObject())
        {
            request = argument.Name switch
            {
                "mu" => request with { Mu = argument.Value.GetDouble() },
                "strength" => request with { Strength = argument.Value.GetDouble() },
                "timesteps" => request with { Timesteps = Floats(arguments, "timesteps") },
                "sigmas" => request with { Sigmas = Floats(arguments, "sigmas") },
                "original_inference_steps" => request,
                _ => throw new NotSupportedException($"set_timesteps argument {argument.Name}"),
            };
        }

        return request;
    }

    private static SchedulerOptions StepOptions(JsonElement entry)
    {
        var pairs = new Dictionary<string, string>();
        if (entry.TryGetProperty("step_kwargs", out var arguments))
        {
            foreach (var argument in arguments.EnumerateObject())
            {
                pairs[argument.Name] = argument.Value.GetRawText();
            }
        }

        if (entry.TryGetProperty("set_kwargs", out var set) && set.TryGetProperty("original_inference_steps", out var original))
        {
            pairs["original_inference_steps"] = original.GetRawText();
        }

        return SchedulerOptions.Parse(pairs);
    }

    // Infinities come as strings where JSON has none.
    private static float Single(JsonElement value)
    {
        return value.ValueKind == JsonValueKind.String ? float.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetSingle();
    }
}

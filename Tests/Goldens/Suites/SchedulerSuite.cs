using System.Globalization;
using System.Text.Json;
using DiffusionTextures.Denoising.Guidance;
using DiffusionTextures.Models.Json;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>Every entry of a schedulers.json: trajectories, image-to-image, noise, inversion, cycle noise, betas, guidance rescale, mu, refusals.</summary>
public sealed class SchedulerSuite(string path) : GoldenSuite
{
    private readonly SchedulerReplay _replay = new(JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    public override string Name => "schedulers";

    public override IEnumerable<GoldenCase> Cases()
    {
        foreach (var section in new[] { "cases", "extra" })
        {
            foreach (var entry in Section(section))
            {
                yield return new GoldenCase(Id(entry), check => _replay.Trajectory(entry, check));
            }
        }

        foreach (var entry in Section("img2img"))
        {
            yield return new GoldenCase(Id(entry), check => _replay.ImageToImage(entry, check));
        }

        foreach (var (entry, index) in Section("add_noise").Select((entry, index) => (entry, index)))
        {
            yield return new GoldenCase($"add_noise/{index}", check => AddNoise(entry, check));
        }

        foreach (var entry in Section("ddim_inversion"))
        {
            yield return new GoldenCase(Id(entry), check => Inversion(entry, check));
        }

        foreach (var entry in Section("cycle"))
        {
            yield return new GoldenCase(Id(entry), check => Cycle(entry, check));
        }

        if (_replay.Root.TryGetProperty("compute_noise_roundtrip", out var roundtrip))
        {
            foreach (var (entry, index) in roundtrip.GetProperty("items").EnumerateArray().Select((entry, index) => (entry, index)))
            {
                yield return new GoldenCase($"compute_noise_roundtrip/{index}", check => Roundtrip(roundtrip, entry, index, check));
            }
        }

        if (_replay.Root.TryGetProperty("betas", out var betas))
        {
            foreach (var entry in betas.EnumerateObject())
            {
                yield return new GoldenCase($"betas/{entry.Name}", check => Betas(entry.Value, check));
            }
        }

        foreach (var (entry, index) in Section("rescale_noise_cfg").Select((entry, index) => (entry, index)))
        {
            yield return new GoldenCase($"rescale_noise_cfg/{index}", check => Rescale(entry, check));
        }

        foreach (var entry in Section("flux_mu"))
        {
            yield return new GoldenCase($"flux_mu/{entry.GetProperty("seq_len")}", check => Mu(entry, check));
        }

        foreach (var entry in Section("unsupported"))
        {
            yield return new GoldenCase($"unsupported/{Id(entry)}", check => Unsupported(entry, check));
        }
    }

    private static string Id(JsonElement entry) => entry.GetProperty("id").GetString()!;

    private JsonElement.ArrayEnumerator Section(string name)
    {
        return _replay.Root.TryGetProperty(name, out var section) ? section.EnumerateArray() : default;
    }

    private void AddNoise(JsonElement entry, GoldenCheck check)
    {
        var schedule = ((AlphaSpaceScheduler)SchedulerReplay.Create(entry, entry.GetProperty("cls").GetString()!, 0)).Noise;
        var t = entry.GetProperty("t").GetInt32();
        var actual = new float[_replay.Z0.Length];
        if (entry.TryGetProperty("out", out _))
        {
            schedule.AddNoise(t, _replay.Z0, _replay.Zn, actual);
            SchedulerReplay.Near(check, "noisy", actual, SchedulerReplay.Floats(entry, "out"), 1e-6);
        }

        if (entry.TryGetProperty("velocity", out _))
        {
            schedule.Velocity(t, _replay.Z0, _replay.Zn, actual);
            SchedulerReplay.Near(check, "velocity", actual, SchedulerReplay.Floats(entry, "velocity"), 1e-6);
        }
    }

    private void Inversion(JsonElement entry, GoldenCheck check)
    {
        var steps = entry.GetProperty("steps").GetInt32();
        var latent = (float[])_replay.Z0.Clone();
        foreach (var (cls, prefix) in new[] { ("DDIMInverseScheduler", "inv"), ("DDIMScheduler", "fwd") })
        {
            var scheduler = SchedulerReplay.Create(entry, cls, steps);
            check.Near("timesteps", scheduler.Timesteps, SchedulerReplay.Floats(entry, prefix + "_timesteps"), 1e-3);
            SchedulerReplay.Walk(scheduler, 0, latent, new BankNoise(_replay.Bank), entry, prefix + "_traj", check);
        }
    }

    private void Cycle(JsonElement entry, GoldenCheck check)
    {
        var steps = entry.GetProperty("steps").GetInt32();
        var eta = entry.GetProperty("eta").GetDouble();
        var overrides = new SchedulerOptions { Eta = eta };
        var scheduler = (DdimScheduler)SchedulerReplay.Create(entry, "DDIMScheduler", steps, overrides);
        var start = SchedulerReplay.Start(steps, entry.GetProperty("strength").GetDouble(), 1);
        check.Near("timesteps", scheduler.Timesteps[start..], SchedulerReplay.Floats(entry, "timesteps"), 1e-3);
        var latent = SchedulerReplay.Floats(entry, "noisy");
        var source = (float[])latent.Clone();
        var scaled = new float[latent.Length];
        scheduler.AddNoise(start, _replay.Z0, _replay.Zn, scaled);
        SchedulerReplay.Near(check, "noisy", scaled, latent, 1e-6);
        var expectedSources = SchedulerReplay.Rows(entry, "src");
        var expectedNoise = SchedulerReplay.Rows(entry, "noise");
        var expected = SchedulerReplay.Rows(entry, "latents");
        for (var i = start; i < scheduler.Timesteps.Length; i++)
        {
            var at = i - start;
            var model = SchedulerReplay.Model(source, scheduler.Timesteps[i]);
            var target = expectedSources[at];
            var noise = new float[latent.Length];
            if (scheduler.Levels(i).Deviation > 0)
            {
                CycleNoise.Recover(scheduler, i, model, source, target, noise);
                SchedulerReplay.Near(check, $"noise {at}", noise, expectedNoise[at], 1e-3);
            }

            target.CopyTo(source, 0);
            scheduler.Step(i, SchedulerReplay.TargetModel(latent, scheduler.Timesteps[i]), latent, new BankNoise([noise]));
            SchedulerReplay.Near(check, $"latents {at}", latent, expected[at], 1e-4);
        }
    }

    private static void Roundtrip(JsonElement section, JsonElement item, int index, GoldenCheck check)
    {
        var overrides = new SchedulerOptions { Eta = section.GetProperty("eta").GetDouble() };
        var scheduler = (DdimScheduler)SchedulerReplay.Create(section, "DDIMScheduler", section.GetProperty("steps").GetInt32(), overrides);
        var timestep = item.GetProperty("t").GetSingle();
        var step = scheduler.Timesteps.IndexOf(timestep);
        var x = SchedulerReplay.Floats(item, "x");
        var model = SchedulerReplay.Model(x, timestep);
        var recovered = new float[x.Length];
        CycleNoise.Recover(scheduler, step, model, x, SchedulerReplay.Floats(item, "prev"), recovered);
        SchedulerReplay.Near(check, $"noise_rec {index}", recovered, SchedulerReplay.Floats(item, "noise_rec"), 1e-4);
        scheduler.Step(step, model, x, new BankNoise([SchedulerReplay.Floats(item, "noise_in")]));
        SchedulerReplay.Near(check, $"prev {index}", x, SchedulerReplay.Floats(item, "prev"), 1e-4);
    }

    private static void Betas(JsonElement entry, GoldenCheck check)
    {
        var index = SchedulerReplay.Floats(entry, "idx");
        foreach (var (prefix, rescaled) in new[] { (string.Empty, false), ("zsnr_", true) })
        {
            var config = SchedulerFactory.Resolve(
                SchedulerKind.Ddim, SchedulerReplay.Config(entry), new SchedulerOptions { RescaleBetasZeroSnr = rescaled });
            var schedule = NoiseSchedule.Create(config, liftsTerminalAlpha: false);
            check.Near(prefix + "betas", Pick(schedule.Betas, index), SchedulerReplay.Floats(entry, prefix + "betas"), 1e-4);
            check.Near(prefix + "alphas_cumprod", Pick(schedule.AlphasCumprod, index), SchedulerReplay.Floats(entry, prefix + "alphas_cumprod"), 1e-6);
        }
    }

    private static float[] Pick(float[] table, float[] index) => Array.ConvertAll(index, i => table[(int)i]);

    private static void Rescale(JsonElement entry, GoldenCheck check)
    {
        var conditional = SchedulerReplay.Floats(entry, "cond");
        var mixed = SchedulerReplay.Floats(entry, "uncond");
        ClassifierFreeGuidance.Mix(mixed, conditional, entry.GetProperty("guidance_scale").GetSingle(), mixed);
        SchedulerReplay.Near(check, "cfg", mixed, SchedulerReplay.Floats(entry, "cfg"), 1e-5);
        ClassifierFreeGuidance.Rescale(mixed, conditional, entry.GetProperty("shape")[0].GetInt32(), entry.GetProperty("phi").GetSingle());
        SchedulerReplay.Near(check, "out", mixed, SchedulerReplay.Floats(entry, "out"), 1e-5);
    }

    private static void Mu(JsonElement entry, GoldenCheck check)
    {
        var mu = (float)FlowShift.Mu(entry.GetProperty("seq_len").GetInt32());
        check.Near("mu", [mu], [entry.GetProperty("mu").GetSingle()], 1e-6);
    }

    // An id names the configuration: alias/betas/prediction/spacing/steps. The class and options of the alias are those of its other cases.
    private void Unsupported(JsonElement entry, GoldenCheck check)
    {
        var parts = Id(entry).Split('/');
        var sibling = Section("cases").FirstOrDefault(other => Id(other).StartsWith(parts[0] + "/", StringComparison.Ordinal));
        var error = entry.GetProperty("error").GetString()!;
        var refuses = error.StartsWith("ValueError", StringComparison.Ordinal) || error.StartsWith("NotImplementedError", StringComparison.Ordinal);
        if (parts.Length < 5 || sibling.ValueKind == JsonValueKind.Undefined)
        {
            check.Fail("the id names no alias of this file's cases");
            return;
        }

        var options = new SchedulerOptions
        {
            PredictionType = parts[2] switch
            {
                "sample" => PredictionType.Sample,
                "v_prediction" => PredictionType.VPrediction,
                "flow_prediction" => PredictionType.FlowPrediction,
                _ => PredictionType.Epsilon,
            },
            BetaSchedule = parts[1] == "cosine" ? BetaSchedule.SquaredcosCapV2 : null,
            TimestepSpacing = parts[3] switch
            {
                "leading" => TimestepSpacing.Leading,
                "trailing" => TimestepSpacing.Trailing,
                "linspace" => TimestepSpacing.Linspace,
                _ => null,
            },
        };
        try
        {
            SchedulerReplay.Create(sibling, sibling.GetProperty("cls").GetString()!, int.Parse(parts[4], CultureInfo.InvariantCulture), options);
        }
        catch (Exception exception) when (exception is ArgumentException or ModelException)
        {
            return;
        }

        // Where the reference crashes instead of refusing, running is as good as refusing.
        check.Same("refused", !refuses, true);
    }
}

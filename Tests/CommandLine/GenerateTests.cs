using System.Text.Json;

namespace DiffusionTextures.CommandLine.Tests;

public class GenerateTests
{
    private static readonly string[] Maps = ["albedo", "ao", "height", "metallic", "normal", "roughness"];

    [Test]
    public async Task Generate_ASentence_WritesEveryMapAndPrintsTheirPaths()
    {
        using var scratch = new ScratchFolder();

        var run = await DtexRun.WithAsync("generate", "Mossy, red BRICK wall!", "--seed", "5", "--steps", "2", "--out", scratch.Of("new"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty, "quiet when not a terminal");
        Assert.That(Directory.GetFiles(scratch.Of("new")).Select(Path.GetFileName).Order(), Is.EqualTo(Maps.Select(map => $"mossy-red-brick-wall_5_{map}.png")));
        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(Directory.GetFiles(scratch.Of("new"))));
    }

    [Test]
    public async Task Generate_TheSameRequestTwice_GivesIdenticalBytes()
    {
        using var scratch = new ScratchFolder();
        foreach (var folder in new[] { "first", "second" })
        {
            var run = await DtexRun.WithAsync("generate", "oak planks", "--seed", "9", "--steps", "4", "--out", scratch.Of(folder));
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }

        foreach (var file in Directory.GetFiles(scratch.Of("first")))
        {
            Assert.That(File.ReadAllBytes(scratch.Of("second", Path.GetFileName(file))), Is.EqualTo(File.ReadAllBytes(file)), file);
        }
    }

    [Test]
    public async Task Generate_OnOneAndOnTwoThreads_GivesTheSameLatentsWithin1e4()
    {
        using var scratch = new ScratchFolder();
        foreach (var threads in new[] { "1", "2" })
        {
            var run = await DtexRun.WithAsync(
                "generate", "gray stone", "--seed", "2", "--maps", "albedo", "--threads", threads, "--out", scratch.Of("a.png"), "--save-latents", scratch.Of($"{threads}.npy"));
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }

        var one = Npy.Values(scratch.Of("1.npy"));
        var two = Npy.Values(scratch.Of("2.npy"));
        Assert.That(one.Zip(two, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1e-4f));
        Assert.That(one.Max(), Is.GreaterThan(0.1f));
    }

    [Test]
    public async Task Generate_WithJson_PrintsOneObjectWithFilesSeedsSizesAndTimes()
    {
        using var scratch = new ScratchFolder();

        var run = await DtexRun.WithAsync("generate", "lava", "--seed", "3", "--count", "2", "--steps", "3", "--maps", "albedo,normal", "--out", scratch.Path, "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(json.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetInt64()), Is.EqualTo(new long[] { 3, 4 }));
        Assert.That(json.GetProperty("files").EnumerateArray().Select(file => file.GetString()), Is.EquivalentTo(scratch.Content.Select(name => scratch.Of(name))));
        Assert.That(json.GetProperty("files").GetArrayLength(), Is.EqualTo(4));
        Assert.That(json.GetProperty("width").GetInt32(), Is.EqualTo(TextureImage.Load(json.GetProperty("files")[0].GetString()!).Width));
        Assert.That(json.GetProperty("provider").GetString(), Is.EqualTo("Cpu"));
        Assert.That(json.GetProperty("providerFallbacks").GetArrayLength(), Is.Zero);
        var times = json.GetProperty("milliseconds");
        foreach (var stage in new[] { "load", "text", "denoise", "denoisePerStep", "decode", "maps", "write", "generate", "sessionRuns" })
        {
            Assert.That(times.GetProperty(stage).GetDouble(), Is.GreaterThan(0), stage);
        }

        Assert.That(times.GetProperty("sessionRuns").GetDouble(), Is.LessThanOrEqualTo(times.GetProperty("generate").GetDouble()));
        Assert.That(json.GetProperty("overheadPercent").GetDouble(), Is.InRange(0, 100));
    }

    [Test]
    public async Task Generate_PicturesOfABatch_EqualTheSinglePicturesOfTheirSeeds()
    {
        using var scratch = new ScratchFolder();
        await DtexRun.WithAsync("generate", "moss", "--seed", "4", "--count", "2", "--steps", "2", "--maps", "albedo", "--out", scratch.Of("batch"));
        await DtexRun.WithAsync("generate", "moss", "--seed", "5", "--steps", "2", "--maps", "albedo", "--out", scratch.Of("single"));

        Assert.That(File.ReadAllBytes(scratch.Of("batch", "moss_5_albedo.png")), Is.EqualTo(File.ReadAllBytes(scratch.Of("single", "moss_5_albedo.png"))));
    }

    [Test]
    public async Task Generate_WithTensors_WritesThemInNumPysLayout()
    {
        using var scratch = new ScratchFolder();

        var run = await DtexRun.WithAsync(
            "generate", "moss", "--count", "2", "--steps", "1", "--maps", "albedo", "--out", scratch.Of("{seed}.png"),
            "--save-latents", scratch.Of("latents.npy"), "--save-image", scratch.Of("image.npy"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Npy.Header(scratch.Of("latents.npy")), Does.Contain("'shape': (2, 4, 16, 16"));
        Assert.That(Npy.Header(scratch.Of("image.npy")), Does.Contain("'shape': (2, 3, 128, 128"));
        Assert.That(Npy.Values(scratch.Of("image.npy")), Has.Length.EqualTo(2 * 3 * 128 * 128));
    }

    [Test]
    public async Task Generate_FromItsOwnStartNoise_IsSteeredByIt()
    {
        using var scratch = new ScratchFolder();
        var noise = new float[4 * 16 * 16];
        var random = new Random(1);
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (float)(random.NextDouble() - 0.5) * 3;
        }

        File.WriteAllBytes(scratch.Of("noise.npy"), Npy.Of([1, 4, 16, 16], noise));
        foreach (var seed in new[] { "1", "2" })
        {
            await DtexRun.WithAsync("generate", "moss", "--seed", seed, "--steps", "2", "--maps", "albedo", "--out", scratch.Of("x.png"),
                "--init-latents", scratch.Of("noise.npy"), "--save-latents", scratch.Of($"{seed}.npy"));
        }

        Assert.That(Npy.Values(scratch.Of("1.npy")), Is.EqualTo(Npy.Values(scratch.Of("2.npy"))), "the noise given replaces the seed's");
    }

    [Test]
    public async Task Generate_OverAnExistingSet_ReplacesItAndLeavesNothingElse()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.Of("tile.png"), "old");

        var run = await DtexRun.WithAsync("generate", "moss", "--steps", "1", "--maps", "albedo", "--out", scratch.Of("tile.png"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(scratch.Content, Is.EqualTo(new[] { "tile.png" }));
        Assert.That(new FileInfo(scratch.Of("tile.png")).Length, Is.GreaterThan(100));
    }

    [Test]
    public async Task Generate_WatchedOnATerminal_ShowsProgressAndKeepsStandardOutputClean()
    {
        using var scratch = new ScratchFolder();

        var run = await DtexRun.WithAsync(true, "generate", "moss", "--steps", "2", "--maps", "albedo", "--out", scratch.Of("x.png"), "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(() => JsonDocument.Parse(run.Output), Throws.Nothing);
    }

    [Test]
    public async Task Generate_ThePngs_CarryTheRequest()
    {
        using var scratch = new ScratchFolder();
        await DtexRun.WithAsync("generate", "blue tiles", "--seed", "77", "--steps", "3", "--guidance", "2.5", "--maps", "albedo", "--out", scratch.Of("x.png"));

        TextureImage.Load(scratch.Of("x.png"), out var metadata);

        Assert.That(metadata.Find(PngMetadata.ParametersKey), Does.StartWith("blue tiles").And.Contain("Seed: 77").And.Contain("Steps: 3").And.Contain("CFG scale: 2.5"));
        var request = JsonDocument.Parse(metadata.Find(PngMetadata.RequestKey)!).RootElement;
        Assert.That(request.GetProperty("prompt").GetString(), Is.EqualTo("blue tiles"));
        Assert.That(request.GetProperty("seed").GetInt64(), Is.EqualTo(77));
    }

    [TestCase("--help")]
    [TestCase]
    public async Task Dtex_WithoutACommand_PrintsHelpWithExamples(params string[] args)
    {
        var run = await DtexRun.WithAsync(args);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("dtex generate \"mossy red brick wall\""));
        Assert.That(run.Error, Is.Empty);
    }
}

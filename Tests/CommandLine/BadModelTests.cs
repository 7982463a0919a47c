namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Model folders that cannot be used: exit code 3, one line that says what and what to do, nothing written.</summary>
public class BadModelTests
{
    private static IEnumerable<TestCaseData> Damages()
    {
        yield return Case("no folder", "no folder", model => Directory.Delete(model, true));
        yield return Case("no index", "model_index.json", model => File.Delete(Path.Combine(model, "model_index.json")));
        yield return Case("no network", "unet", model => File.Delete(Path.Combine(model, "unet", "model.onnx")));
        yield return Case("no tokenizer", "merges.txt", model => File.Delete(Path.Combine(model, "tokenizer", "merges.txt")));
        yield return Case("a truncated network", "vae_decoder", model => Truncate(Path.Combine(model, "vae_decoder", "model.onnx")));
        yield return Case("an empty network", "unet", model => File.WriteAllBytes(Path.Combine(model, "unet", "model.onnx"), []));
        yield return Case("a damaged configuration", "config.json", model => Truncate(Path.Combine(model, "unet", "config.json")));
        yield return Case("another family", "Flux", model => Replace(Path.Combine(model, "model_index.json"), "OnnxStableDiffusionPipeline", "FluxPipeline"));
        yield return Case("another model's text encoder", "text encoder", model => Replace(Path.Combine(model, "text_encoder", "config.json"), "\"hidden_size\": ", "\"hidden_size\": 1"));

        static TestCaseData Case(string name, string named, Action<string> damage) => new TestCaseData(named, damage).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Damages))]
    public async Task Generate_WithADamagedModel_ExitsWith3AndOneLine(string named, Action<string> damage)
    {
        using var scratch = new ScratchFolder();
        var model = scratch.CopyPocketModel();
        damage(model);

        var run = await DtexRun.WithAsync("generate", "brick", "--model", model, "--out", scratch.Of("new"));

        BadArgumentTests.AssertOneLine(run, 3, named);
        Assert.That(Directory.Exists(scratch.Of("new")), Is.False);
    }

    [TestCaseSource(nameof(Damages))]
    public async Task Inspect_ADamagedModel_ExitsWith3AndNamesTheProblem(string named, Action<string> damage)
    {
        using var scratch = new ScratchFolder();
        var model = scratch.CopyPocketModel();
        damage(model);

        var run = await DtexRun.WithAsync("models", "inspect", model);

        Assert.That(run.ExitCode, Is.EqualTo(3), run.Output);
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1), run.Error);
        Assert.That(run.Error + run.Output, Does.Contain(named));
    }

    [Test]
    public async Task Generate_WhenTheModelGivesNoNumbers_ExitsWith4AndOneLine()
    {
        using var scratch = new ScratchFolder();
        var noise = new float[4 * 16 * 16];
        Array.Fill(noise, float.NaN);
        File.WriteAllBytes(scratch.Of("noise.npy"), Npy.Of([1, 4, 16, 16], noise));

        var run = await DtexRun.WithAsync("generate", "brick", "--init-latents", scratch.Of("noise.npy"), "--steps", "2", "--out", scratch.Of("new"));

        BadArgumentTests.AssertOneLine(run, 4, "NaN");
        Assert.That(Directory.Exists(scratch.Of("new")), Is.False);
    }

    private static void Truncate(string path)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(file.Length / 2);
    }

    private static void Replace(string path, string from, string to)
    {
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(path, text.Replace(from, to));
    }
}

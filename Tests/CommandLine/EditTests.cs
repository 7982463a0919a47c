using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>A folder with edits made for good gives what the same edits give while a model is loaded.</summary>
public class EditTests
{
    private static readonly TextureRequest Request = new("a photo of a stone wall") { Seed = 3, NumInferenceSteps = 3, GuidanceScale = 4, KeepTensors = true };

    private static string Data => Path.Combine(AppContext.BaseDirectory, "Data");

    private static string Model => Path.Combine(Data, "models", "tiny_sdv");

    private static string Adapter(string name) => Path.Combine(Data, "adapters", name + ".safetensors");

    private static IEnumerable<TestCaseData> Edits()
    {
        yield return new TestCaseData(new ModelEdits { Tiling = TileAxes.XY }, Request.Prompt, new[] { "--tile", "xy" }).SetArgDisplayNames("tiling");
        yield return new TestCaseData(new ModelEdits { ClipSkip = 2 }, Request.Prompt, new[] { "--clip-skip", "2" }).SetArgDisplayNames("clip skip");
        yield return new TestCaseData(new ModelEdits { ClipSkip = 2, ClipSkipFinalNorm = false }, Request.Prompt, new[] { "--clip-skip", "2", "--clip-skip-raw" }).SetArgDisplayNames("clip skip raw");
        yield return new TestCaseData(
            new ModelEdits { Loras = [new LoraReference(Adapter("sdv_kohya"), 0.7f)] }, Request.Prompt, new[] { "--lora", Adapter("sdv_kohya") + ":0.7" }).SetArgDisplayNames("lora");
        yield return new TestCaseData(
            new ModelEdits { Embeddings = [new EmbeddingReference(Adapter("ti_one"), "zorb"), new EmbeddingReference(Adapter("ti_three"), "Quux")] },
            "a zorb of quux wall",
            new[] { "--embedding", Adapter("ti_one") + ":zorb", "--embedding", Adapter("ti_three") + ":Quux" }).SetArgDisplayNames("embeddings");
        yield return new TestCaseData(
            new ModelEdits
            {
                Tiling = TileAxes.X, ClipSkip = 1, Loras = [new LoraReference(Adapter("sdv_kohya"), 0.4f), new LoraReference(Adapter("sdv_peft"), -0.3f)],
                Embeddings = [new EmbeddingReference(Adapter("ti_one"), "zorb")],
            },
            "a zorb wall",
            new[] { "--tile", "x", "--clip-skip", "1", "--lora", Adapter("sdv_kohya") + ":0.4", "--lora", Adapter("sdv_peft") + ":-0.3", "--embedding", Adapter("ti_one") + ":zorb" })
            .SetArgDisplayNames("all");
    }

    [TestCaseSource(nameof(Edits))]
    public async Task Edit_ThenLoaded_GivesWhatTheEditsGiveInMemory(ModelEdits edits, string prompt, string[] arguments)
    {
        using var scratch = new ScratchFolder();
        var edited = scratch.Of("edited");
        var run = await DtexRun.WithAsync(["models", "edit", Model, .. arguments, "--out", edited]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);

        var request = Request with { Prompt = prompt };
        var inMemory = await Latents(new TextureGeneratorOptions { ModelFolder = Model, Edits = edits }, request);
        var plain = await Latents(new TextureGeneratorOptions { ModelFolder = Model }, request);
        var loaded = await Latents(new TextureGeneratorOptions { ModelFolder = edited }, request);

        Assert.That(loaded, Is.EqualTo(inMemory).Within(1e-4f), "ONNX Runtime may fold the weights of LoRAs that are numbers in the model");
        if (edits.ClipSkip != 1 || edits.Loras.Count > 0)
        {
            Assert.That(Difference(loaded, plain), Is.GreaterThan(1e-3f), "the edit does nothing");
        }
    }

    [Test]
    public async Task Edit_OfSdxl_ChangesBothEncodersAndTokenizers()
    {
        using var scratch = new ScratchFolder();
        string model = Path.Combine(Data, "models", "tiny_sdxl"), edited = scratch.Of("edited");
        var edits = new ModelEdits { ClipSkip = 2, Embeddings = [new EmbeddingReference(Adapter("ti_sdxl_two"), "zorb")], Loras = [new LoraReference(Adapter("sdxl_kohya"), 0.6f)] };
        var run = await DtexRun.WithAsync(
            "models", "edit", model, "--clip-skip", "2", "--embedding", Adapter("ti_sdxl_two") + ":zorb", "--lora", Adapter("sdxl_kohya") + ":0.6", "--out", edited);
        Assert.That(run.ExitCode, Is.Zero, run.Error);

        var request = Request with { Prompt = "a zorb wall" };
        var inMemory = await Latents(new TextureGeneratorOptions { ModelFolder = model, Edits = edits }, request);
        var withoutClipSkip = await Latents(new TextureGeneratorOptions { ModelFolder = model, Edits = edits with { ClipSkip = null } }, request);
        var loaded = await Latents(new TextureGeneratorOptions { ModelFolder = edited }, request);

        Assert.That(loaded, Is.EqualTo(inMemory).Within(1e-4f));
        Assert.That(Difference(loaded, withoutClipSkip), Is.GreaterThan(1e-3f));
        Assert.That(File.Exists(Path.Combine(edited, "tokenizer_2", "added_tokens.json")), Is.True);
    }

    [Test]
    public async Task Edit_TheFolder_IsCompleteAndHasOnlyWhatChanged()
    {
        using var scratch = new ScratchFolder();
        var edited = scratch.Of("edited");
        var run = await DtexRun.WithAsync("models", "edit", Model, "--tile", "xy", "--embedding", Adapter("ti_three") + ":zorb", "--out", edited);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("unet: ").And.Contain("text_encoder: "));
        Assert.That(Directory.GetDirectories(scratch.Path), Has.Length.EqualTo(1), "the staging folder is gone");
        var originals = Files(Model);
        Assert.That(Files(edited), Is.SupersetOf(originals));
        foreach (var file in originals.Where(file => Path.GetExtension(file) != ".onnx" && file != Path.Combine("tokenizer", "tokenizer_config.json")))
        {
            Assert.That(File.ReadAllBytes(Path.Combine(edited, file)), Is.EqualTo(File.ReadAllBytes(Path.Combine(Model, file))), file);
        }

        var added = JsonNode.Parse(File.ReadAllText(Path.Combine(edited, "tokenizer", "added_tokens.json")))!.AsObject();
        Assert.That(added.Select(pair => (pair.Key, (int)pair.Value!)), Is.EqualTo(new[] { ("zorb", 1100), ("zorb_1", 1101), ("zorb_2", 1102) }));
        var tokens = await DtexRun.WithAsync("tokens", "a zorb wall", "--model", edited, "--json");
        Assert.That(tokens.Output, Does.Contain("1100").And.Contain("1101").And.Contain("1102"));
    }

    [Test]
    public async Task Edit_IntoAFolderWithFiles_LeavesItAlone()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.Of("mine.txt"), "mine");

        var run = await DtexRun.WithAsync("models", "edit", Model, "--tile", "xy", "--out", scratch.Path);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("not empty"));
        Assert.That(scratch.Content, Is.EqualTo(new[] { "mine.txt" }));
    }

    [Test]
    public async Task Edit_ThatDoesNotFit_LeavesNothing()
    {
        using var scratch = new ScratchFolder();

        var run = await DtexRun.WithAsync("models", "edit", Model, "--tile", "xy", "--lora", Adapter("sdxl_kohya"), "--out", scratch.Of("edited"));

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("does not fit"));
        Assert.That(scratch.Content, Is.Empty);
    }

    [Test]
    public async Task Inspect_ListsWhatEachEditWouldTouch()
    {
        var run = await DtexRun.WithAsync("models", "inspect", Model, "--json");

        var parts = JsonDocument.Parse(run.Output).RootElement.GetProperty("parts").EnumerateArray().ToDictionary(part => part.GetProperty("name").GetString()!);
        var unet = parts["unet"].GetProperty("edits").EnumerateArray().ToDictionary(edit => edit.GetProperty("name").GetString()!);
        Assert.That(unet.Values.Select(edit => edit.GetProperty("possible").GetBoolean()), Has.All.True);
        Assert.That(unet.Values.Select(edit => edit.GetProperty("touched").GetInt32()), Has.All.Positive);
        Assert.That(unet["attention maps"].GetProperty("newOutputs").EnumerateArray().Select(name => name.GetString()), Is.EqualTo(new[] { "attention_maps.0", "attention_maps.1" }));
        Assert.That(unet["ControlNet"].GetProperty("newInputs").GetArrayLength(), Is.GreaterThan(1));
        Assert.That(parts["text_encoder"].GetProperty("edits")[0].GetProperty("newOutputs")[0].GetString(), Is.EqualTo("clip_skip_2_norm"));
        Assert.That(parts["vae_decoder"].GetProperty("edits")[0].GetProperty("touched").GetInt32(), Is.Positive);
    }

    private static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))];

    private static async Task<float[]> Latents(TextureGeneratorOptions options, TextureRequest request)
    {
        using var generator = await TextureGenerator.LoadAsync(options);
        return (await generator.GenerateTextureAsync(request)).Report.Latents!.Span.ToArray();
    }

    private static float Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}

using DiffusionTextures.Tests.Graphs;

namespace DiffusionTextures.Tests.Denoising;

/// <summary>A batch run in parts is the batch run at once.</summary>
public class BatchRowsTests
{
    private static readonly TextureRequest Request = new("a photo of a stone wall AND red brick :0.5")
    {
        NegativePrompt = "wood", Seed = 5, NumInferenceSteps = 3, GuidanceScale = 3, KeepTensors = true, Width = 64, Height = 64,
    };

    [TestCase("tiny_sdv", 1)]
    [TestCase("tiny_sdv", 2)]
    [TestCase("tiny_sdxl", 2)]
    [TestCase("tiny_lcm", 1)]
    public async Task MaxBatchRows_GivesTheSamePicture(string model, int rows)
    {
        var request = model == "tiny_lcm" ? Request with { Prompt = "a stone wall" } : Request;
        var options = new TextureGeneratorOptions { ModelFolder = Folder(model) };
        var whole = await Latents(options, request);
        var parts = await Latents(options with { MaxBatchRows = rows }, request);

        Assert.That(Difference(whole, parts), Is.LessThan(1e-5f));
    }

    [Test]
    public async Task MaxBatchRows_WithAControlNetAndAttentionMaps_GivesTheSame()
    {
        var options = new TextureGeneratorOptions
        {
            ModelFolder = Folder("tiny_sdv"),
            Edits = new ModelEdits { ControlNets = [Path.Combine(Folder("tiny_sdv"), "controlnet")], AttentionMaps = true, AttentionControl = true },
        };
        var picture = new FloatTensor(1, 3, 64, 64);
        picture.Span.Fill(0.5f);
        var request = Request with { ControlNets = [new ControlNetInput(picture)], AttentionWords = ["stone"] };
        using var whole = await TextureGenerator.LoadAsync(options);
        using var parts = await TextureGenerator.LoadAsync(options with { MaxBatchRows = 2 });
        var expected = await whole.GenerateTextureAsync(request);
        var actual = await parts.GenerateTextureAsync(request);

        Assert.That(Difference(actual.Report.Latents!, expected.Report.Latents!), Is.LessThan(1e-5f));
        var maps = actual.Report.AttentionMaps["stone"].Pixels.ToArray().Zip(expected.Report.AttentionMaps["stone"].Pixels.ToArray(), (a, b) => Math.Abs(a - b));
        Assert.That(maps.Max(), Is.LessThanOrEqualTo(1));
    }

    [TestCase("1")]
    [TestCase("2")]
    public async Task ExportWithAFixedBatch_TakesGuidanceAndComposedPrompts(string rows)
    {
        var other = Directory.CreateTempSubdirectory("batch-").FullName;
        try
        {
            var unet = Directory.CreateDirectory(Path.Combine(other, "unet")).FullName;
            FixedBatch.Write(Path.Combine(Folder("tiny_sdv"), "unet", "model.onnx"), Path.Combine(unet, "model.onnx"), rows);
            File.Copy(Path.Combine(Folder("tiny_sdv"), "unet", "config.json"), Path.Combine(unet, "config.json"));
            var options = new TextureGeneratorOptions { ModelFolder = Folder("tiny_sdv") };
            var whole = await Latents(options, Request);
            var parts = await Latents(options with { UNetFolder = other }, Request);

            Assert.That(Difference(whole, parts), Is.LessThan(1e-5f));
        }
        finally
        {
            Directory.Delete(other, true);
        }
    }

    [Test]
    public async Task PromptEdit_SplitBetweenItsPictures_SaysWhatToDo()
    {
        var options = new TextureGeneratorOptions { ModelFolder = Folder("tiny_sdv"), Edits = new ModelEdits { AttentionControl = true }, MaxBatchRows = 1 };
        using var generator = await TextureGenerator.LoadAsync(options);
        var request = Request with { Prompt = "a brick wall", NegativePrompt = null, PromptEdit = new PromptEdit("a stone wall") };

        Assert.That(
            async () => await generator.GenerateTextureAsync(request),
            Throws.TypeOf<InferenceException>().With.Message.Contains(nameof(TextureGeneratorOptions.MaxBatchRows)));
    }

    [Test]
    public void MaxBatchRows_Zero_IsRefused()
    {
        Assert.That(async () => await TextureGenerator.LoadAsync(new TextureGeneratorOptions { MaxBatchRows = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1 or more"));
    }

    private static string Folder(string model) => Path.Combine(GraphData.Root, "models", model);

    private static async Task<FloatTensor> Latents(TextureGeneratorOptions options, TextureRequest request)
    {
        using var generator = await TextureGenerator.LoadAsync(options);
        return (await generator.GenerateTextureAsync(request)).Report.Latents!;
    }

    private static float Difference(FloatTensor first, FloatTensor second) => first.Span.ToArray().Zip(second.Span.ToArray(), (a, b) => Math.Abs(a - b)).Max();
}

using System.Text.Json.Nodes;
using DiffusionTextures.Tests.Graphs;

namespace DiffusionTextures.Tests.Models;

/// <summary>VAE and U-Net of another folder.</summary>
public class PartSwapTests
{
    private static readonly TextureRequest Request = new("a photo of a stone wall") { Seed = 5, NumInferenceSteps = 3, GuidanceScale = 3, KeepTensors = true, Scheduler = SchedulerKind.Ddim };

    private string _other = "";

    private static string Folder => Path.Combine(GraphData.Root, "models", "tiny_sdv");

    private static TextureGeneratorOptions Options => new() { ModelFolder = Folder };

    [SetUp]
    public void MakeFolder() => _other = Directory.CreateTempSubdirectory("parts-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_other, true);

    [Test]
    public async Task VaeFolder_DecodesWithTheOtherVae()
    {
        Copy("vae_decoder");
        Change("vae_decoder", json => json["scaling_factor"] = 0.36430);

        var own = await Generate(Options);
        var swapped = await Generate(Options with { VaeFolder = _other });

        Assert.That(swapped.Latents!.Span.ToArray(), Is.EqualTo(own.Latents!.Span.ToArray()));
        Assert.That(Difference(swapped.DecodedImage!, own.DecodedImage!), Is.GreaterThan(1e-3f));
    }

    [Test]
    public async Task VaeFolder_WithoutEncoder_DoesNotMixInTheModelsOwn()
    {
        Copy("vae_decoder");
        using var generator = await TextureGenerator.LoadAsync(Options with { VaeFolder = _other });

        Assert.That(
            async () => await generator.GenerateTextureAsync(Request with { InitImage = new FloatTensor(1, 3, 64, 64) }),
            Throws.ArgumentException.With.Message.Contains(Path.Combine(_other, "vae_encoder")));
    }

    [Test]
    public async Task UNetFolder_PredictsWithTheOtherUNetAndItsScheduler()
    {
        Copy("unet");
        var same = await Generate(Options with { UNetFolder = _other });
        Copy("scheduler");
        Change("scheduler", json => json["prediction_type"] = "v_prediction", "scheduler_config.json");
        var own = await Generate(Options);
        var swapped = await Generate(Options with { UNetFolder = _other });

        Assert.That(same.Latents!.Span.ToArray(), Is.EqualTo(own.Latents!.Span.ToArray()));
        Assert.That(Difference(swapped.Latents!, own.Latents!), Is.GreaterThan(1e-2f));
    }

    [Test]
    public void VaeFolder_OfOtherLatents_NamesBoth()
    {
        Copy("vae_decoder");
        Change("vae_decoder", json => json["latent_channels"] = 16);

        Assert.That(
            async () => await TextureGenerator.LoadAsync(Options with { VaeFolder = _other }),
            Throws.TypeOf<ModelException>().With.Message.Contains(_other).And.Message.Contains("16"));
    }

    [Test]
    public void UNetFolder_OfAnotherWidth_NamesBoth()
    {
        Assert.That(
            async () => await TextureGenerator.LoadAsync(Options with { UNetFolder = PocketModel.Folder }),
            Throws.TypeOf<ModelException>().With.Message.Contains(Folder).And.Message.Contains(PocketModel.Folder).And.Message.Contains("[B,77,128]").And.Message.Contains("[B,77,32]"));
    }

    [Test]
    public void Folder_WithoutThePart_IsRefused()
    {
        Assert.That(async () => await TextureGenerator.LoadAsync(Options with { VaeFolder = _other }), Throws.TypeOf<ModelException>().With.Message.Contains("vae_decoder"));
        Assert.That(async () => await TextureGenerator.LoadAsync(Options with { UNetFolder = _other }), Throws.TypeOf<ModelException>().With.Message.Contains("unet"));
    }

    private static async Task<GenerationReport> Generate(TextureGeneratorOptions options)
    {
        using var generator = await TextureGenerator.LoadAsync(options);
        return (await generator.GenerateTextureAsync(Request)).Report;
    }

    private static float Difference(FloatTensor a, FloatTensor b) => GraphData.Difference(a.Span.ToArray(), b.Span.ToArray());

    private void Copy(string part)
    {
        Directory.CreateDirectory(Path.Combine(_other, part));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, part)))
        {
            File.Copy(file, Path.Combine(_other, part, Path.GetFileName(file)));
        }
    }

    private void Change(string part, Action<JsonObject> change, string file = "config.json")
    {
        var path = Path.Combine(_other, part, file);
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }
}

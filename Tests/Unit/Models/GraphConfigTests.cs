using DiffusionTextures.Models;
using DiffusionTextures.Tests.Graphs;

namespace DiffusionTextures.Tests.Models;

/// <summary>Exports without config.json: what the graph says is what the file would have said.</summary>
public class GraphConfigTests
{
    private static readonly string[] Models = ["tiny_sdv", "tiny_inpaint", "tiny_lcm", "tiny_sdxl"];

    [Test]
    public void UNet_OfAGraph_IsThatOfItsConfig([ValueSource(nameof(Models))] string model)
    {
        var (stated, read) = Both(model, "unet");
        Assert.That(read.Int32("in_channels", -1), Is.EqualTo(stated.Int32("in_channels", 4)));
        Assert.That(read.Int32("out_channels", -1), Is.EqualTo(stated.Int32("out_channels", 4)));
        Assert.That(read.Int32List("block_out_channels"), Is.EqualTo(stated.Int32List("block_out_channels")));
    }

    [Test]
    public void Decoder_OfAGraph_IsThatOfItsConfig([ValueSource(nameof(Models))] string model)
    {
        var (stated, read) = Both(model, "vae_decoder");
        var (expected, vae) = (new VaeConfig(stated), new VaeConfig(read));
        Assert.That(read.Int32List("block_out_channels"), Is.EqualTo(stated.Int32List("block_out_channels")));
        Assert.That((vae.LatentChannels, vae.ScaleFactor, vae.ScalingFactor, vae.ForceUpcast), Is.EqualTo((expected.LatentChannels, expected.ScaleFactor, expected.ScalingFactor, expected.ForceUpcast)));
    }

    [TestCase("tiny_sdv", "text_encoder", 32)]
    [TestCase("tiny_sdxl", "text_encoder", 32)]
    [TestCase("tiny_sdxl", "text_encoder_2", 40)]
    public void TextEncoder_OfAGraph_HasItsWidth(string model, string part, int width)
    {
        Assert.That(GraphConfig.Of(part, ModelPath(model, part), isXL: false).Int32("hidden_size", -1), Is.EqualTo(width));
    }

    [Test]
    public async Task Generate_WithoutPartConfigs_GivesTheSamePicture()
    {
        var bare = Directory.CreateTempSubdirectory("bare-").FullName;
        try
        {
            var folder = Path.Combine(GraphData.Root, "models", "tiny_sdv");
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "config.json"))
            {
                var copy = Path.Combine(bare, Path.GetRelativePath(folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            Assert.That(await Picture(bare), Is.EqualTo(await Picture(folder)));
        }
        finally
        {
            Directory.Delete(bare, true);
        }
    }

    private static (ComponentConfig Stated, ComponentConfig Read) Both(string model, string part)
    {
        var path = ModelPath(model, part);
        return (ComponentConfig.Read(Path.Combine(Path.GetDirectoryName(path)!, "config.json")), GraphConfig.Of(part, path, isXL: model == "tiny_sdxl"));
    }

    private static string ModelPath(string model, string part) => Path.Combine(GraphData.Root, "models", model, part, "model.onnx");

    private static async Task<float[]> Picture(string folder)
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = folder });
        var result = await generator.GenerateTextureAsync(new TextureRequest("a stone wall") { Width = 64, Height = 64, NumInferenceSteps = 2, Seed = 3, KeepTensors = true });
        return result.Report.DecodedImage!.Span.ToArray();
    }
}

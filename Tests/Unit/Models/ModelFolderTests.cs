using DiffusionTextures.Tests.Graphs;

namespace DiffusionTextures.Tests.Models;

/// <summary>Folders as they come: with spaces, incomplete, damaged, locked. Every failure is a ModelException that names the file.</summary>
public class ModelFolderTests
{
    private string _folder = "";

    private TextureGeneratorOptions Options => new() { ModelFolder = _folder };

    [SetUp]
    public void CopyModel()
    {
        _folder = Path.Combine(Directory.CreateTempSubdirectory("model ").FullName, "with spaces");
        var source = Path.Combine(GraphData.Root, "models", "tiny_sdv");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [TearDown]
    public void DeleteModel() => Directory.Delete(Path.GetDirectoryName(_folder)!, true);

    [Test]
    public async Task Load_PathWithSpacesAndEdits_Generates()
    {
        using var generator = await TextureGenerator.LoadAsync(Options with { Edits = new ModelEdits { Tiling = TileAxes.XY } });
        var material = await generator.GenerateTextureAsync(new TextureRequest("stone") { Seed = 1, NumInferenceSteps = 2 });
        Assert.That(material.Width, Is.EqualTo(material.Report.Request.Width));
    }

    [Test]
    public void Load_FileInsteadOfFolder_IsRefused()
    {
        var file = Path.Combine(_folder, "model_index.json");
        Refuses(file, new TextureGeneratorOptions { ModelFolder = file });
    }

    [Test]
    public void Load_ConfigHeldOpenByAnother_IsRefused()
    {
        var path = Path.Combine(_folder, "unet", "config.json");
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Refuses(path, Options);
    }

    [TestCase("unet/model.onnx")]
    [TestCase("text_encoder/model.onnx")]
    [TestCase("vae_decoder/model.onnx")]
    public void Load_TruncatedModel_IsRefused(string part)
    {
        var path = Path.Combine(_folder, Path.Combine(part.Split('/')));
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        Refuses(path, Options);
    }

    [TestCase("vae_decoder", "unet")]
    [TestCase("text_encoder", "unet")]
    [TestCase("unet", "vae_decoder")]
    [TestCase("vae_decoder", "text_encoder")]
    public void Load_PartInThePlaceOfAnother_IsRefused(string given, string place)
    {
        var path = Path.Combine(_folder, place, "model.onnx");
        File.Copy(Path.Combine(_folder, given, "model.onnx"), path, true);
        Refuses(path, Options);
    }

    [Test]
    public void Load_DamagedGenerationConfig_IsRefused()
    {
        var path = Path.Combine(_folder, "generation_config.json");
        File.WriteAllText(path, "{");
        Refuses(path, Options);
    }

    private static void Refuses(string path, TextureGeneratorOptions options)
    {
        Assert.That(async () => (await TextureGenerator.LoadAsync(options)).Dispose(), Throws.TypeOf<ModelException>().With.Message.Contains(path));
    }
}

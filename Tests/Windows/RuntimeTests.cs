using DiffusionTextures.CommandLine;

namespace DiffusionTextures.Tests.Windows;

/// <summary>The runtime and dtex on Windows with the pocket model.</summary>
public class RuntimeTests
{
    private static readonly TextureRequest Brick = new("mossy red brick wall") { Seed = 3, NumInferenceSteps = 2 };

    [Test]
    public async Task Generate_IntoTexturesOfDirect3D12_IsWhatMemoryGets()
    {
        using var generator = await TextureGenerator.LoadAsync();
        var expected = await generator.GenerateTextureAsync(Brick);
        using var device = D3D12Device.Create();
        using var target = GraphicsTarget.Create(device, expected.Width, expected.Height);
        await generator.GenerateTextureAsync(Brick, target);
        foreach (var (map, image) in expected)
        {
            Assert.That(target[map].ReadBack()[0].Pixels.ToArray(), Is.EqualTo(image.Pixels.ToArray()), map.ToString());
        }

        Assert.That(expected[MaterialMaps.Albedo].Pixels.ToArray().Distinct().Count(), Is.GreaterThan(32));
    }

    [Test]
    public async Task Dtex_Generate_WritesEveryMap()
    {
        var folder = Directory.CreateTempSubdirectory("dtex").FullName;
        try
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            var code = await Dtex.RunAsync(
                ["generate", "moss", "--seed", "5", "--steps", "2", "--format", "ktx2", "--compress", "auto", "--mips", "--out", folder], new ToolConsole(output, error, false));
            Assert.That(code, Is.Zero, error.ToString());
            Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName).ToArray(), Has.Length.EqualTo(6).And.All.Match("moss_5_.*ktx2"));
            Assert.That(StoredTexture.Load(Path.Combine(folder, "moss_5_albedo.ktx2")).Encoding, Is.EqualTo(TextureEncoding.Bc7Srgb));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}

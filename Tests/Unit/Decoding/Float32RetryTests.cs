using DiffusionTextures.Tests.Graphs;

namespace DiffusionTextures.Tests.Decoding;

/// <summary>A VAE whose signals leave the range of float16.</summary>
public class Float32RetryTests
{
    private static readonly TextureRequest Request = new("a stone wall") { Seed = 5, NumInferenceSteps = 2, GuidanceScale = 3, KeepTensors = true, Width = 64, Height = 64 };

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("half-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, true);

    [Test]
    public async Task Decode_WithinFloat16_StaysThere()
    {
        HalfVae.Write(_folder, isOverflowing: false, isBroken: false);
        using var generator = await Load(warmUp: false);
        Assert.That((await generator.GenerateTextureAsync(Request)).Report.Notes, Is.Empty);
    }

    [Test]
    public async Task Decode_ThatOverflowsFloat16_IsDoneAgainInFloat32AndSaysSo([Values] bool isTiled)
    {
        HalfVae.Write(_folder, isOverflowing: true, isBroken: false);
        using var generator = await Load(warmUp: false);
        var request = isTiled ? Request with { VaeTiling = new VaeTiling { TileSize = 8, Overlap = 2 }, Width = 128 } : Request;
        var first = await generator.GenerateTextureAsync(request);
        var second = await generator.GenerateTextureAsync(request);

        Assert.That(first.Report.Notes, Has.One.Contains("float32").And.One.Contains(Path.Combine(_folder, "vae_decoder")));
        Assert.That(second.Report.Notes, Is.Empty, "it has stayed in float32");
        Assert.That(first.Report.DecodedImage!.Span.ToArray(), Has.None.NaN.And.Some.GreaterThan(0.01f));
        Assert.That(second.Report.DecodedImage!.Span.ToArray(), Is.EqualTo(first.Report.DecodedImage!.Span.ToArray()));
    }

    [Test]
    public async Task Decode_ThatFailsInFloat32AsWell_SaysWhatToDo()
    {
        HalfVae.Write(_folder, isOverflowing: true, isBroken: true);
        using var generator = await Load(warmUp: false);
        Assert.That(async () => await generator.GenerateTextureAsync(Request), Throws.TypeOf<InferenceException>().With.Message.Contains(nameof(TextureGeneratorOptions.VaeFolder)));
    }

    [Test]
    public async Task Decode_Sequential_StaysInFloat32BetweenRequests()
    {
        HalfVae.Write(_folder, isOverflowing: true, isBroken: false);
        using var generator = await Load(warmUp: true, MemoryPolicy.Sequential);
        var first = (await generator.GenerateTextureAsync(Request)).Report;
        var second = (await generator.GenerateTextureAsync(Request)).Report;

        Assert.That(first.Notes, Has.Count.EqualTo(1), "warming up has found it out, once");
        Assert.That(second.Notes, Is.Empty);
        Assert.That(second.DecodedImage!.Span.ToArray(), Has.None.NaN);
    }

    [TestCase("tiny_sdxl", 0)]
    [TestCase("tiny_sdv", 1, Description = "newer exports of Stable Diffusion 1 say it too, and do not need it")]
    public async Task ForceUpcast_OfAnXLModel_ComputesInFloat32FromTheStart(string model, int notes)
    {
        HalfVae.Write(_folder, isOverflowing: true, isBroken: false, forcesUpcast: true);
        using var generator = await Load(warmUp: false, model: model);
        var report = (await generator.GenerateTextureAsync(Request)).Report;

        Assert.That(report.Notes, Has.Count.EqualTo(notes));
        Assert.That(report.DecodedImage!.Span.ToArray(), Has.None.NaN);
    }

    private Task<TextureGenerator> Load(bool warmUp, MemoryPolicy memory = MemoryPolicy.KeepAll, string model = "tiny_sdv")
    {
        return TextureGenerator.LoadAsync(new TextureGeneratorOptions
        {
            ModelFolder = Path.Combine(GraphData.Root, "models", model), VaeFolder = _folder, WarmUp = warmUp, Memory = memory,
        });
    }
}

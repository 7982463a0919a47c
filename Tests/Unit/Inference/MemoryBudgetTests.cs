using DiffusionTextures.Inference;
using DiffusionTextures.Tests.Decoding;
using DiffusionTextures.Tests.Graphs;

namespace DiffusionTextures.Tests.Inference;

/// <summary>What does not fit into memory is refused with numbers, and what fits is not.</summary>
public class MemoryBudgetTests
{
    private static readonly TextureRequest Request = new("mossy stones") { Seed = 5, NumInferenceSteps = 1, GuidanceScale = 3, Width = 64, Height = 64, VaeTiling = VaeTiling.Off };

    private static readonly TextureGeneratorOptions Options = new() { ModelFolder = Path.Combine(GraphData.Root, "models", "tiny_sdv"), WarmUp = false };

    [Test]
    public async Task Load_WithinTheLimit_LoadsAndAByteBeyondItDoesNot()
    {
        var weights = await Weights();
        var files = Directory.EnumerateFiles(Options.ModelFolder!, "model.onnx*", SearchOption.AllDirectories).Where(file => !file.Contains("controlnet")).Sum(file => new FileInfo(file).Length);
        Assert.That(weights, Is.InRange(files / 4, files));

        (await TextureGenerator.LoadAsync(Options with { MaxMemoryBytes = weights })).Dispose();
        Assert.That(
            async () => await TextureGenerator.LoadAsync(Options with { MaxMemoryBytes = weights - 1 }),
            Throws.TypeOf<ModelException>().With.Message.Contains(nameof(MemoryPolicy.Sequential)).And.Message.Contains(nameof(TextureGeneratorOptions.MaxMemoryBytes)));
        (await TextureGenerator.LoadAsync(Options with { MaxMemoryBytes = weights - 1, Memory = MemoryPolicy.Sequential, WarmUp = true })).Dispose();
    }

    [Test]
    public async Task Generate_OfALargePicture_IsRefusedAndTheGeneratorGoesOn()
    {
        using var generator = await TextureGenerator.LoadAsync(Options with { MaxMemoryBytes = 1_000_000_000 });

        // Two rows with two heads of 16384 x 16384 scores.
        Assert.That(
            async () => await generator.GenerateTextureAsync(Request with { Width = 1024, Height = 1024 }),
            Throws.TypeOf<InferenceException>().With.Message.Contains("4,297").And.Message.Contains("1024 x 1024"));
        Assert.That((await generator.GenerateTextureAsync(Request)).Report.Request.Width, Is.EqualTo(64));
    }

    [Test]
    public async Task Generate_ThatOnlyFewerRowsMakeFit_NamesThemAndRunsWithThem()
    {
        var options = Options with { MaxMemoryBytes = await Weights() + 10_000_000 };
        var request = Request with { Width = 256, Height = 256 };
        using var both = await TextureGenerator.LoadAsync(options);
        using var single = await TextureGenerator.LoadAsync(options with { MaxBatchRows = 1 });

        Assert.That(async () => await both.GenerateTextureAsync(request), Throws.TypeOf<InferenceException>().With.Message.Contains(nameof(TextureGeneratorOptions.MaxBatchRows)));
        Assert.That((await single.GenerateTextureAsync(request)).Report.Request.Width, Is.EqualTo(256));
    }

    [Test]
    public async Task Generate_ThatOnlyTilesMakeFit_NamesThemAndRunsWithThem()
    {
        using var generator = await TextureGenerator.LoadAsync(Options with { MaxMemoryBytes = await Weights() + 400_000 });
        var request = Request with { Width = 128 };

        Assert.That(async () => await generator.GenerateTextureAsync(request), Throws.TypeOf<InferenceException>().With.Message.Contains(nameof(TextureRequest.VaeTiling)));
        var tiled = await generator.GenerateTextureAsync(request with { VaeTiling = new VaeTiling { TileSize = 8, Overlap = 2 } });
        Assert.That(tiled.Report.Request.Width, Is.EqualTo(128));
    }

    [Test]
    public async Task Generate_LargeByAnUnknownNetwork_IsNotRefused()
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { MaxMemoryBytes = 100_000_000 });
        var report = (await generator.GenerateTextureAsync(Request with { Width = 512, Height = 512 })).Report;
        Assert.That(report.Request.Width, Is.EqualTo(512), "nothing is known of the pocket model's own blocks");
    }

    [Test]
    public void Load_WithoutALimit_TakesTheMachines()
    {
        Assert.That(async () => await TextureGenerator.LoadAsync(Options with { MaxMemoryBytes = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(SystemMemory.ForThisProcess() > 100_000_000, Is.EqualTo(OperatingSystem.IsLinux()));
    }

    [TestCase(null, 5120)]
    [TestCase(3072L, 3072 + 1024)]
    public void SystemMemory_IsWhatIsFreeAndOwnedWithinTheGroupPlusSwap(long? group, long expected)
    {
        string[] memInfo = ["MemTotal:       16 kB", "MemAvailable:   3 kB", "SwapFree:       1 kB"];
        string[] status = ["Name:\tdotnet", "VmRSS:\t       1 kB"];
        Assert.That(SystemMemory.Of(memInfo, status, group), Is.EqualTo(expected));
        Assert.That(SystemMemory.Of(["MemTotal: 16 kB"], status, group), Is.Null);
    }

    [Test]
    public void Footprint_CountsFloat16AsItIsWidened()
    {
        var folder = Directory.CreateTempSubdirectory("half-").FullName;
        try
        {
            HalfVae.Write(folder, isOverflowing: false, isBroken: false);
            var path = Path.Combine(folder, "vae_decoder", "model.onnx");
            var added = new ModelSource(path).Footprint(widensHalf: true).WeightBytes - new ModelSource(path).Footprint(widensHalf: false).WeightBytes;
            Assert.That(added, Is.EqualTo(2 * 12), "a convolution of twelve weights");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task<long> Weights()
    {
        using var generator = await TextureGenerator.LoadAsync(Options);
        return generator.Sessions.LoadedBytes;
    }
}

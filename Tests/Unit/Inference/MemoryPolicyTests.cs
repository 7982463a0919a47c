using DiffusionTextures.Inference;
using DiffusionTextures.Tests.Graphs;

namespace DiffusionTextures.Tests.Inference;

/// <summary>Which models are in memory when, and that the pictures do not depend on it.</summary>
public class MemoryPolicyTests
{
    private static readonly TextureRequest Request = new("mossy stones") { Seed = 5, NumInferenceSteps = 3, GuidanceScale = 3, KeepTensors = true };

    [TestCase("tiny_sdv")]
    [TestCase("tiny_sdxl")]
    [TestCase("tiny_lcm")]
    public async Task Sequential_GivesTheSamePictureWithFewerModelsInMemory(string model)
    {
        var options = new TextureGeneratorOptions { ModelFolder = Path.Combine(GraphData.Root, "models", model) };
        using var keeping = await TextureGenerator.LoadAsync(options);
        using var sequential = await TextureGenerator.LoadAsync(options with { Memory = MemoryPolicy.Sequential });
        var expected = await keeping.GenerateTextureAsync(Request);
        var actual = await sequential.GenerateTextureAsync(Request);

        Assert.That(Difference(actual.Report.Latents!, expected.Report.Latents!), Is.LessThan(1e-5f));
        Assert.That(Difference(actual.Report.DecodedImage!, expected.Report.DecodedImage!), Is.LessThan(1e-5f));
        Assert.That(sequential.Sessions.PeakLoadedCount, Is.EqualTo(model == "tiny_sdxl" ? 2 : 1), "text encoders work together");
        Assert.That(sequential.Sessions.LoadedCount, Is.Zero);
        Assert.That(keeping.Sessions.LoadedCount, Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task Sequential_FromAPicture_UnloadsTheEncoderBeforeTheUNetComes()
    {
        var options = new TextureGeneratorOptions { ModelFolder = Path.Combine(GraphData.Root, "models", "tiny_inpaint"), Memory = MemoryPolicy.Sequential };
        using var generator = await TextureGenerator.LoadAsync(options);
        var picture = new FloatTensor(1, 3, 64, 64);
        var mask = new FloatTensor(1, 1, 64, 64);
        await generator.GenerateTextureAsync(Request with { InitImage = picture, Mask = mask });

        Assert.That(generator.Sessions.PeakLoadedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Sequential_ModelGoneBetweenRequests_SaysSoAndStaysUsable()
    {
        var folder = Directory.CreateTempSubdirectory("memory-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(PocketModel.Folder, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(folder, Path.GetRelativePath(PocketModel.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            var unet = Path.Combine(folder, "unet", "model.onnx");
            using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = folder, Memory = MemoryPolicy.Sequential });
            var before = await generator.GenerateTextureAsync(Request);
            File.Move(unet, unet + ".away");
            Assert.That(async () => await generator.GenerateTextureAsync(Request), Throws.TypeOf<ModelException>().With.Message.Contains(unet));
            File.Move(unet + ".away", unet);
            var after = await generator.GenerateTextureAsync(Request);

            Assert.That(after.Report.Latents!.Span.ToArray(), Is.EqualTo(before.Report.Latents!.Span.ToArray()));
            Assert.That(generator.Sessions.LoadedCount, Is.Zero);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Test]
    public void Session_WithoutALease_NamesTheCallToMake([Values] MemoryPolicy memory)
    {
        using var session = Open(memory);
        Assert.That(() => new BoundRun(session), Throws.InvalidOperationException.With.Message.Contains(nameof(OnnxSession.Use)));
    }

    [Test]
    public void Description_OfTheGraph_IsThatOfTheSessionOrLeavesSizesOpen([Values("text_encoder", "unet", "vae_decoder")] string component)
    {
        using var described = Open(MemoryPolicy.Sequential, component);
        using var loaded = Open(MemoryPolicy.KeepAll, component);

        Assert.That(described.Inputs.Select(input => input.ToString()), Is.EqualTo(loaded.Inputs.Select(input => input.ToString())));
        foreach (var (stated, inferred) in described.Outputs.Zip(loaded.Outputs))
        {
            Assert.That((stated.Name, stated.Element, stated.Rank), Is.EqualTo((inferred.Name, inferred.Element, inferred.Rank)));
            Assert.That(stated.Dimensions.Zip(inferred.Dimensions), Has.All.Matches<(int Stated, int Inferred)>(size => size.Stated == -1 || size.Stated == size.Inferred));
        }
    }

    [Test]
    public void Leases_InsideOneAnother_UnloadOnce()
    {
        using var session = Open(MemoryPolicy.Sequential);
        using var control = new RunControl();
        var unloads = 0;
        session.Unloading += () => unloads++;
        using (session.Use(control))
        {
            session.Use(control).Dispose();
            Assert.That(unloads, Is.Zero);
        }

        Assert.That(unloads, Is.EqualTo(1));
    }

    private static OnnxSession Open(MemoryPolicy memory, string component = "unet")
    {
        var sessions = new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 0) { Memory = memory });
        return sessions.Create(new ModelSource(Path.Combine(PocketModel.Folder, component, "model.onnx")), CancellationToken.None);
    }

    private static float Difference(FloatTensor first, FloatTensor second) => first.Span.ToArray().Zip(second.Span.ToArray(), (a, b) => Math.Abs(a - b)).Max();
}

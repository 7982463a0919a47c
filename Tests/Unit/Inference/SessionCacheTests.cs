using DiffusionTextures.Inference;

namespace DiffusionTextures.Tests.Inference;

/// <summary>Generators on the same files share what is loaded.</summary>
public class SessionCacheTests
{
    private static readonly TextureRequest Request = new("mossy stones") { Seed = 5, NumInferenceSteps = 3, GuidanceScale = 3, KeepTensors = true };

    [TestCase(TileAxes.None)]
    [TestCase(TileAxes.X)]
    public async Task SecondGenerator_ReadsNoModelAndOutlivesTheFirst(TileAxes tiling)
    {
        var options = new TextureGeneratorOptions { IntraOpNumThreads = 2, Edits = new ModelEdits { Tiling = tiling } };
        var first = await TextureGenerator.LoadAsync(options);
        using var second = await TextureGenerator.LoadAsync(options);
        var expected = await first.GenerateTextureAsync(Request);
        first.Dispose();
        var actual = await second.GenerateTextureAsync(Request);

        Assert.That(first.Sessions.CreatedCount, Is.GreaterThanOrEqualTo(4));
        Assert.That(second.Sessions.CreatedCount, Is.Zero);
        Assert.That(actual.Report.Latents!.Span.ToArray(), Is.EqualTo(expected.Report.Latents!.Span.ToArray()));
    }

    [Test]
    public async Task OtherThreadsOrEdits_LoadForThemselves()
    {
        using var first = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { IntraOpNumThreads = 2 });
        using var threads = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { IntraOpNumThreads = 1 });
        using var tiled = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { IntraOpNumThreads = 2, Edits = new ModelEdits { Tiling = TileAxes.Y } });

        Assert.That(threads.Sessions.CreatedCount, Is.GreaterThanOrEqualTo(4));
        Assert.That(tiled.Sessions.CreatedCount, Is.InRange(1, 4), "the text encoder has no borders");
    }

    [Test]
    public async Task TwoGenerators_AtTheSameTime_GiveWhatOneGives()
    {
        using var first = await TextureGenerator.LoadAsync();
        using var second = await TextureGenerator.LoadAsync();
        var expected = await first.GenerateTextureAsync(Request);
        var both = await Task.WhenAll(first.GenerateTextureAsync(Request), second.GenerateTextureAsync(Request));

        Assert.That(both[0].Report.Latents!.Span.ToArray(), Is.EqualTo(expected.Report.Latents!.Span.ToArray()));
        Assert.That(both[1].Report.Latents!.Span.ToArray(), Is.EqualTo(expected.Report.Latents!.Span.ToArray()));
    }

    [Test]
    public void Identity_ChangesWithAnyFileOfTheFolder()
    {
        var folder = Directory.CreateTempSubdirectory("identity-").FullName;
        try
        {
            var path = Path.Combine(folder, "model.onnx");
            File.Copy(Path.Combine(PocketModel.Folder, "unet", "model.onnx"), path);
            var before = new ModelSource(path).Identity();
            File.WriteAllText(Path.Combine(folder, "model.onnx_data"), "weights");
            var withData = new ModelSource(path).Identity();
            File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

            Assert.That(new[] { before, withData, new ModelSource(path).Identity() }, Is.Unique);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Test]
    public void Acquire_AfterALoadThatFailed_LoadsAgain()
    {
        var cache = new SessionCache();
        Assert.That(() => cache.Acquire("key", () => throw new ModelException("broken"), CancellationToken.None), Throws.TypeOf<ModelException>());
        var loads = 0;
        var shared = cache.Acquire("key", () => { loads++; return null!; }, CancellationToken.None);
        cache.Release(shared);

        Assert.That(loads, Is.EqualTo(1));
    }
}

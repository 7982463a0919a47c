using System.Text.Json;
using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Baking.Store;
using DiffusionTextures.Tests;

namespace DiffusionTextures.Baking.Tests;

/// <summary>Whatever happens to a bake, what it leaves is whole and the next one goes on from there.</summary>
[NonParallelizable]
public class FaultTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private ScratchFolder _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new ScratchFolder();

    [TearDown]
    public void DeleteFolder() => _scratch.Dispose();

    [TestCase(4)]
    [TestCase(100, Explicit = true, Reason = "Two minutes: dotnet test Tests/Baking --filter \"TestCategory=Long\"", Category = "Long")]
    public async Task Bake_KilledAtRandomPoints_EveryPictureWholeAtTheEnd(int kills)
    {
        // One picture more than the kills can finish, so that every kill meets work.
        var manifest = Manifest(12 + kills);
        var random = new Random(1);
        for (var i = 0; i < kills; i++)
        {
            using var victim = new DtexProcess("bake", manifest, "--jobs", "2");
            var before = Stored();
            var grace = random.Next(3);
            await UntilAsync(() => victim.HasEnded || Stored() > before + grace);
            victim.Kill();
            AssertNoPart();
        }

        using var last = new DtexProcess("bake", manifest, "--json");
        Assert.That(await last.WaitAsync(Limit), Is.Zero, last.Output);
        var store = new PictureStore(_scratch[".dtex-store"]);
        Assert.That(store.Enumerate().ToList().Count(entry => store.Find(entry.Key) != null), Is.EqualTo(12 + kills));
        Assert.That(Directory.GetFiles(_scratch["baked"], "*.png", SearchOption.AllDirectories), Has.Length.EqualTo(12 + kills));
    }

    [Test]
    public async Task Bake_TwoAtOnce_EveryPictureIsMadeOnce()
    {
        var manifest = Manifest(12);
        using var first = new DtexProcess("bake", manifest, "--json", "--out", _scratch["a"]);
        using var second = new DtexProcess("bake", manifest, "--json", "--out", _scratch["b"]);

        Assert.That((await first.WaitAsync(Limit), await second.WaitAsync(Limit)), Is.EqualTo((0, 0)), first.Output + second.Output);
        var generated = Generated(first) + Generated(second);
        Assert.That(generated, Is.EqualTo(12));
    }

    [Test]
    public async Task Bake_StoreCorrupted_DamagedPicturesAreMadeAgainWithTheSameBytes()
    {
        var manifest = Manifest(4);
        using (var bake = new DtexProcess("bake", manifest))
        {
            await bake.WaitAsync(Limit);
        }

        var files = Directory.GetFiles(_scratch["baked"], "*.png", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
        foreach (var (_, file) in new PictureStore(_scratch[".dtex-store"]).Enumerate().Take(2).ToList())
        {
            using var stream = file.Open(FileMode.Open);
            stream.SetLength(stream.Length / 2);
        }

        Directory.Delete(_scratch["baked"], recursive: true);
        using var again = new DtexProcess("bake", manifest, "--json");
        Assert.That(await again.WaitAsync(Limit), Is.Zero, again.Output);
        Assert.That(Generated(again), Is.EqualTo(2));
        Assert.That(files.All(pair => File.ReadAllBytes(pair.Key).AsSpan().SequenceEqual(pair.Value)), Is.True);
    }

    [Test]
    public void Bake_ModelChangedMeanwhile_StopsAndStoresNothingUnderTheWrongKey()
    {
        ScratchFolder.Copy(PocketModel.Folder, _scratch["model"]);
        var manifest = _scratch.Write("bake.yaml", "version: 1\ndefaults: {size: 64, steps: 2, maps: albedo, model: model}\nmaterials:\n  wall:\n    prompt: brick\n    matrix: {seed: 1-20}\n");
        var plan = BakePlan.Of(ManifestReader.Open(manifest));
        var config = Path.Combine(_scratch["model"], "generation_config.json");
        var progress = new FirstPicture(() => File.AppendAllText(config, "\n"));

        var run = new BakeRun(plan, new BakeOptions { StoreFolder = _scratch["store"], Jobs = 1 }, progress);

        Assert.That(async () => await run.ExecuteAsync(CancellationToken.None, CancellationToken.None), Throws.TypeOf<BakeException>().With.Message.Contains("changed during the bake"));
        Assert.That(new PictureStore(_scratch["store"]).Enumerate().Count(), Is.InRange(1, 19));
    }

    [Test]
    public void Bake_ModelChangedBeforeItsTurn_StopsAndStoresNothingUnderTheWrongKey()
    {
        ScratchFolder.Copy(PocketModel.Folder, _scratch["model"]);
        var manifest = _scratch.Write("bake.yaml", """
            version: 1
            defaults: {size: 64, steps: 2, maps: albedo}
            materials:
              first: {prompt: brick}
              second: {prompt: brick, model: model}
            """);
        var config = Path.Combine(_scratch["model"], "generation_config.json");
        File.AppendAllText(config, "\n");

        // Both models' keys are computed before the first picture, the second model is loaded after it.
        var run = new BakeRun(BakePlan.Of(ManifestReader.Open(manifest)), new BakeOptions { StoreFolder = _scratch["store"] }, new FirstPicture(() => File.AppendAllText(config, "\n")));

        Assert.That(async () => await run.ExecuteAsync(CancellationToken.None, CancellationToken.None), Throws.TypeOf<BakeException>().With.Message.Contains("changed during the bake"));
        Assert.That(new PictureStore(_scratch["store"]).Enumerate().Count(), Is.EqualTo(1));
    }

    [TestCase("--store")]
    [TestCase("--out")]
    public async Task Bake_DiskFull_SaysSoKeepsWhatIsWholeAndGoesOnWhenThereIsSpace(string option)
    {
        using var disk = SmallDisk.TryMount(_scratch["disk"], 400_000);
        Requirement.Check("tmpfs", disk != null, "Only root may mount a small disk.");
        var manifest = Manifest(60);
        using (var bake = new DtexProcess("bake", manifest, option, _scratch["disk"]))
        {
            Assert.That(await bake.WaitAsync(Limit), Is.EqualTo(6), bake.Output);
            Assert.That(bake.Output, Does.Contain("disk has space"));
        }

        var store = new PictureStore(option == "--store" ? _scratch["disk"] : _scratch[".dtex-store"]);
        Assert.That(store.Enumerate().ToList().Select(entry => store.Find(entry.Key)), Is.Not.Empty.And.All.Not.Null);
        Assert.That(store.Leftovers(DateTime.MaxValue), Is.Empty);
        Assert.That(Directory.GetFiles(_scratch.Path, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        AssertNoPart();

        disk!.Resize(64_000_000);
        using var again = new DtexProcess("bake", manifest, option, _scratch["disk"], "--json");
        Assert.That(await again.WaitAsync(Limit), Is.Zero, again.Output);
        Assert.That(Generated(again), Is.InRange(1, 59), "what was stored is not made again");
    }

    [TestCase(1990)]
    [TestCase(2099)]
    public async Task Bake_ClockFarOff_NothingIsMadeAgain(int year)
    {
        var manifest = Manifest(3);
        using (var bake = new DtexProcess("bake", manifest))
        {
            await bake.WaitAsync(Limit);
        }

        foreach (var file in Directory.GetFiles(_scratch[".dtex-store"], "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        Directory.Delete(_scratch["baked"], recursive: true);
        using var again = new DtexProcess("bake", manifest, "--json");
        Assert.That(await again.WaitAsync(Limit), Is.Zero, again.Output);
        Assert.That(Generated(again), Is.Zero);
    }

    [Test]
    public async Task Bake_StopSignal_FinishesThePicturesUnderWayAndSaysHowManyAreLeft()
    {
        var manifest = Manifest(40);
        var plan = BakePlan.Of(ManifestReader.Open(manifest));
        using var stop = new CancellationTokenSource();
        var run = new BakeRun(plan, new BakeOptions { StoreFolder = _scratch["store"], Jobs = 1 }, new FirstPicture(stop.Cancel));

        var outcomes = await run.ExecuteAsync(stop.Token, CancellationToken.None);

        var made = outcomes.Count(outcome => outcome.State == PictureState.Generated);
        Assert.That(made, Is.InRange(1, 39));
        Assert.That(outcomes.Count(outcome => outcome.State == PictureState.Waiting), Is.EqualTo(40 - made));
        AssertNoPart();
    }

    private static int Generated(DtexProcess bake)
    {
        var text = bake.Output;
        return JsonDocument.Parse(text[text.IndexOf('{')..(text.LastIndexOf('}') + 1)]).RootElement.GetProperty("generated").GetInt32();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private string Manifest(int count)
    {
        return _scratch.Write("bake.yaml", $"version: 1\ndefaults: {{size: 64, steps: 2, maps: albedo}}\nmaterials:\n  wall:\n    prompt: brick\n    matrix: {{seed: 1-{count}}}\n");
    }

    private int Stored()
    {
        var objects = _scratch[".dtex-store/objects"];
        return Directory.Exists(objects) ? Directory.GetFiles(objects, "*.zip", SearchOption.AllDirectories).Length : 0;
    }

    /// <summary>Every file in the output folder is a whole picture; unfinished ones have names that no tool takes for pictures.</summary>
    private void AssertNoPart()
    {
        if (Directory.Exists(_scratch["baked"]))
        {
            foreach (var file in Directory.GetFiles(_scratch["baked"], "*.png", SearchOption.AllDirectories))
            {
                Assert.That(() => TextureImage.Load(file), Throws.Nothing, file);
            }
        }
    }

    private sealed class FirstPicture(Action act) : IProgress<BakeProgress>
    {
        public void Report(BakeProgress value)
        {
            if (value.Generated == 1)
            {
                act();
            }
        }
    }
}

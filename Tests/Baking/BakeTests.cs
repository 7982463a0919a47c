using System.Text.Json;
using DiffusionTextures.Authoring;
using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.CommandLine;

namespace DiffusionTextures.Baking.Tests;

/// <summary><c>dtex bake</c> with the pocket model: makes what is missing, and nothing twice.</summary>
public class BakeTests
{
    private const string Manifest = """
        version: 1
        defaults: {size: 64, steps: 2, maps: [albedo, height]}
        materials:
          wall:
            prompt: '{tone} brick wall'
            matrix: {tone: [red, gray], seed: [1, 2]}
          path:
            prompt: mossy cobblestone
        """;

    [Test]
    public async Task Bake_Twice_SecondTimeNothingIsMade()
    {
        using var scratch = new ScratchFolder();
        var manifest = scratch.Write("bake.yaml", Manifest);

        var first = await BakeAsync(manifest);
        var files = Stamps(scratch);
        var second = await BakeAsync(manifest);

        Assert.That((Number(first, "generated"), Number(second, "generated"), Number(second, "unchanged")), Is.EqualTo((5, 0, 5)));
        Assert.That(files, Has.Count.EqualTo(10));
        Assert.That(Stamps(scratch), Is.EqualTo(files));
    }

    [Test]
    public async Task Bake_OneMaterialChanged_OnlyThatIsMadeAgain()
    {
        using var scratch = new ScratchFolder();
        await BakeAsync(scratch.Write("bake.yaml", Manifest));

        var again = await BakeAsync(scratch.Write("bake.yaml", Manifest.Replace("mossy cobblestone", "wet cobblestone")));

        Assert.That((Number(again, "generated"), Number(again, "unchanged")), Is.EqualTo((1, 4)));
    }

    [Test]
    public async Task Bake_OutputDeletedOrChanged_WrittenFromTheStore()
    {
        using var scratch = new ScratchFolder();
        var manifest = scratch.Write("bake.yaml", Manifest);
        await BakeAsync(manifest);
        var albedo = scratch["baked/wall/red_1_albedo.png"];
        var content = await File.ReadAllBytesAsync(albedo);
        await File.WriteAllTextAsync(albedo, "not a picture");
        File.Delete(scratch["baked/path/default_height.png"]);

        var again = await BakeAsync(manifest);

        Assert.That((Number(again, "generated"), Number(again, "fromStore"), Number(again, "unchanged")), Is.EqualTo((0, 2, 3)));
        Assert.That(await File.ReadAllBytesAsync(albedo), Is.EqualTo(content));
        Assert.That(scratch["baked/path/default_height.png"], Does.Exist);
    }

    [Test]
    public async Task Bake_SamePictureUnderTwoNames_IsMadeOnce()
    {
        using var scratch = new ScratchFolder();
        var report = await BakeAsync(scratch.Write("bake.yaml", Manifest + "\n  copy:\n    prompt: mossy cobblestone\n"));

        Assert.That(Directory.GetFiles(scratch[".dtex-store/objects"], "*", SearchOption.AllDirectories), Has.Length.EqualTo(5));
        Assert.That(File.ReadAllBytes(scratch["baked/copy/default_albedo.png"]), Is.EqualTo(File.ReadAllBytes(scratch["baked/path/default_albedo.png"])));
        Assert.That(Number(report, "generated"), Is.EqualTo(6), "both pictures are told as generated");
    }

    [Test]
    public async Task Bake_JobsOneAndTwo_SameBytes()
    {
        using var scratch = new ScratchFolder();
        var manifest = scratch.Write("bake.yaml", Manifest);
        foreach (var jobs in new[] { "1", "2" })
        {
            await RunAsync("bake", manifest, "--jobs", jobs, "--out", scratch[jobs], "--store", scratch[$"store{jobs}"]);
        }

        foreach (var file in Directory.GetFiles(scratch["1"], "*.png", SearchOption.AllDirectories))
        {
            Assert.That(File.ReadAllBytes(file.Replace(scratch["1"], scratch["2"])), Is.EqualTo(File.ReadAllBytes(file)), file);
        }
    }

    [Test]
    public async Task Bake_Shards_TogetherEverythingAndNothingTwice()
    {
        using var scratch = new ScratchFolder();
        var manifest = scratch.Write("bake.yaml", Manifest);

        var first = await BakeAsync(manifest, "--shard", "1/2");
        var second = await BakeAsync(manifest, "--shard", "2/2");

        Assert.That((Number(first, "generated"), Number(second, "generated")), Is.EqualTo((3, 2)));
        Assert.That(Number(await BakeAsync(manifest), "unchanged"), Is.EqualTo(5));
    }

    [Test]
    public async Task Bake_PromptThatFails_OthersAreMadeAndTheReasonIsTold()
    {
        using var scratch = new ScratchFolder();
        var manifest = scratch.Write("bake.yaml", Manifest + "\n  odd:\n    prompt: brick\n    size: 66\n");

        var (code, output, error) = await RunAsync("bake", manifest, "--json");

        Assert.That(code, Is.EqualTo(5));
        Assert.That(error, Does.Contain("odd default:").And.Contain("multiple"));
        Assert.That(Number(JsonDocument.Parse(output).RootElement, "generated"), Is.EqualTo(5));
    }

    [Test]
    public async Task Bake_DryRun_CountsAndWritesNoOutput()
    {
        using var scratch = new ScratchFolder();
        var (code, output, _) = await RunAsync("bake", scratch.Write("bake.yaml", Manifest), "--dry-run", "--json");

        var forecast = JsonDocument.Parse(output).RootElement;
        Assert.That((code, Number(forecast, "pictures"), Number(forecast, "files"), Number(forecast, "missing")), Is.EqualTo((0, 5, 10, 5)));
        Assert.That(scratch["baked"], Does.Not.Exist);
    }

    [Test]
    public async Task Bake_LinkInTheOutputFolderThatLeadsOut_IsRefused()
    {
        using var scratch = new ScratchFolder();
        Directory.CreateDirectory(scratch["elsewhere"]);
        Directory.CreateDirectory(scratch["baked"]);
        Directory.CreateSymbolicLink(scratch["baked/wall"], scratch["elsewhere"]);

        var (code, _, error) = await RunAsync("bake", scratch.Write("bake.yaml", Manifest));

        Assert.That((code, error), Is.EqualTo((6, error)));
        Assert.That(error, Does.Contain("link"));
        Assert.That(Directory.GetFileSystemEntries(scratch["elsewhere"]), Is.Empty);
    }

    [Test]
    public async Task Bake_PresetInKtx2_PackedFilesUnderTheEnginesNames()
    {
        using var scratch = new ScratchFolder();
        await BakeAsync(scratch.Write("bake.yaml", """
            version: 1
            defaults: {size: 64, steps: 2}
            outputs: [{preset: unreal, format: ktx2, compress: true}]
            materials:
              wall: {prompt: red brick wall}
            """));

        var files = Directory.GetFiles(scratch["baked/wall/default"]).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.That(files, Is.EqualTo(new[] { "T_wall_BC.ktx2", "T_wall_H.ktx2", "T_wall_N.ktx2", "T_wall_ORM.ktx2" }));
        byte[] identifier = [0xAB, 0x4B, 0x54, 0x58, 0x20, 0x32, 0x30];
        Assert.That(File.ReadAllBytes(scratch["baked/wall/default/T_wall_BC.ktx2"]).Take(7), Is.EqualTo(identifier));
    }

    [Test]
    public async Task Bake_OtherFormatOfTheSamePicture_IsWrittenFromTheStore()
    {
        using var scratch = new ScratchFolder();
        await BakeAsync(scratch.Write("bake.yaml", Manifest));

        var again = await BakeAsync(scratch.Write("bake.yaml", Manifest + "\noutputs: [dds]\n"));

        Assert.That((Number(again, "generated"), Number(again, "fromStore")), Is.EqualTo((0, 5)));
        Assert.That(scratch["baked/wall/red_1_albedo.dds"], Does.Exist);
    }

    [TestCase("dds-bc", "dds")]
    [TestCase("ktx2", "ktx2")]
    public async Task Bake_FormatOption_EveryFileIsInThatFormat(string format, string extension)
    {
        using var scratch = new ScratchFolder();
        await BakeAsync(scratch.Write("bake.yaml", Manifest), "--format", format);

        var files = Directory.GetFiles(scratch["baked"], "*_*.*", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.EqualTo(10));
        Assert.That(files.Select(Path.GetExtension), Is.All.EqualTo($".{extension}"));
        Assert.That(new FileInfo(scratch[$"baked/path/default_albedo.{extension}"]).Length, format.EndsWith("-bc") ? Is.LessThan(64 * 64 * 2) : Is.GreaterThan(64 * 64 * 4));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(8)]
    public void Pictures_OfAllShards_AreDisjointAndComplete(int count)
    {
        using var scratch = new ScratchFolder();
        var plan = BakePlan.Of(ManifestReader.Open(scratch.Write("bake.yaml", Manifest)));

        var parts = Enumerable.Range(1, count).SelectMany(index => new BakeRun(plan, new BakeOptions { StoreFolder = scratch["store"], Shard = (index, count) }).Pictures);

        Assert.That(parts, Is.EquivalentTo(plan.Pictures));
    }

    [Test]
    public async Task Bake_FromAPromptMaterial_ItsSettingsAndOutputs_WithWhatTheManifestChanges()
    {
        using var scratch = new ScratchFolder();
        var material = new PromptMaterial { Seed = 7, Settings = new GenerationSettings { Prompt = "red brick wall", Width = 64, Height = 64, Steps = 2 } };
        await File.WriteAllTextAsync(scratch["wall.dtmat.json"], (material with { Outputs = new MaterialOutputs { Preset = "godot" } }).ToJson());

        var report = await BakeAsync(scratch.Write("bake.yaml", "version: 1\nmaterials:\n  wall:\n    from: wall.dtmat.json\n    steps: 1\n"));

        Assert.That(scratch["baked/wall/default/wall_orm.png"], Does.Exist);
        Assert.That(report.GetProperty("pictures")[0].GetProperty("seed").GetInt64(), Is.EqualTo(7));
        Assert.That(report.GetProperty("pictures")[0].GetProperty("prompt").GetString(), Is.EqualTo("red brick wall"));
    }

    private static async Task<JsonElement> BakeAsync(string manifest, params string[] more)
    {
        var (code, output, error) = await RunAsync(["bake", manifest, "--json", .. more]);
        Assert.That(code, Is.Zero, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var code = await Dtex.RunAsync(args, new ToolConsole(output, error, IsWatched: false));
        return (code, output.ToString(), error.ToString());
    }

    private static int Number(JsonElement report, string name) => report.GetProperty(name).GetInt32();

    private static Dictionary<string, DateTime> Stamps(ScratchFolder scratch)
    {
        return Directory.GetFiles(scratch["baked"], "*.png", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);
    }
}

using System.Globalization;
using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Benchmarks.Graphs;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Benchmarks.Baking;

/// <summary>A bake with the pocket model next to the same pictures without it, in turns, the best of each: what it gains on all cores, what it costs, and what it saves the second time.</summary>
internal static class BakeSection
{
    private const int Prompts = 10;
    private const int Rounds = 2;
    private const double SpeedUpGoal = 1.6;
    private const double OverheadGoal = 0.05;
    private const double AgainGoal = 200;

    /// <param name="count">Pictures, a multiple of 10; null for 200.</param>
    public static void Run(string? count)
    {
        RunAsync(count == null ? 200 : int.Parse(count, CultureInfo.InvariantCulture)).GetAwaiter().GetResult();
        Console.WriteLine();
        PrintBatches();
    }

    private static async Task RunAsync(int pictures)
    {
        var folder = Directory.CreateTempSubdirectory("DiffusionTextures.Benchmarks.").FullName;
        try
        {
            var manifest = WriteManifest(folder, pictures);
            var recipes = Plan(manifest, folder).Pictures.Select(picture => picture.Recipe).ToList();
            await BakeAsync(WriteManifest(Directory.CreateDirectory(Path.Combine(folder, "warm")).FullName, 2 * Prompts), Path.Combine(folder, "warm"));
            var runs = new List<(CoreUse Generate, CoreUse Save, CoreUse Team, CoreUse Bake, CoreUse Again)>();
            for (var round = 0; round < Rounds; round++)
            {
                var here = Directory.CreateDirectory(Path.Combine(folder, $"{round}")).FullName;
                runs.Add((
                    await CoreUse.MeasureAsync(() => OneByOneAsync(recipes, null)),
                    await CoreUse.MeasureAsync(() => OneByOneAsync(recipes, Path.Combine(here, "saved"))),
                    await CoreUse.MeasureAsync(() => SideBySideAsync(recipes)),
                    await CoreUse.MeasureAsync(() => BakeAsync(manifest, here)),
                    await CoreUse.MeasureAsync(() => BakeAsync(manifest, here))));
            }

            Print(pictures, Best(runs.Select(run => run.Generate)), Best(runs.Select(run => run.Save)), Best(runs.Select(run => run.Team)), Best(runs.Select(run => run.Bake)), Best(runs.Select(run => run.Again)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(int pictures, CoreUse generate, CoreUse save, CoreUse team, CoreUse bake, CoreUse again)
    {
        var table = new Table($"{pictures} pictures of 128 x 128 with 6 maps", "seconds", "ms a picture", "core seconds", "idle cores", "ratio", "goal", "");
        Add("one by one through the API", generate);
        Add("the same, saved as PNG", save);
        Add($"{Environment.ProcessorCount} generators side by side, nothing kept", team);
        Add("bake --jobs auto", bake, $"{generate.Seconds / bake.Seconds:0.00}", $"{SpeedUpGoal:0.00}", generate.Seconds / bake.Seconds >= SpeedUpGoal);
        Add("  against the saved ones", bake, $"{save.Seconds / bake.Seconds:0.00}", $"{SpeedUpGoal:0.00}", save.Seconds / bake.Seconds >= SpeedUpGoal);
        var overhead = bake.Seconds / team.Seconds - 1;
        Add("  manifest, cache and writing", bake, $"{overhead:P1}", $"{OverheadGoal:P0}", overhead <= OverheadGoal);
        var coreOverhead = bake.CoreSeconds / team.CoreSeconds - 1;
        Add("  the same in core seconds", bake, $"{coreOverhead:P1}", $"{OverheadGoal:P0}", coreOverhead <= OverheadGoal);
        Add("the same bake again", again, $"{bake.Seconds / again.Seconds:0}", $"{AgainGoal:0}", bake.Seconds / again.Seconds >= AgainGoal);
        table.Print();

        void Add(string name, CoreUse use, string ratio = "", string goal = "", bool? isMet = null)
        {
            table.Add(
                name, $"{use.Seconds:0.000}", $"{use.Seconds * 1e3 / pictures:0.0}", $"{use.CoreSeconds:0.0}", use.IdleText, ratio, goal, isMet switch { true => "met", false => "MISSED", _ => "" });
        }
    }

    private static CoreUse Best(IEnumerable<CoreUse> runs) => runs.MinBy(run => run.Seconds)!;

    private static string WriteManifest(string folder, int pictures)
    {
        var path = Path.Combine(folder, "bake.yaml");
        File.WriteAllText(path, $$"""
            version: 1
            materials:
              wall:
                prompt: "{tone} wall of {what}"
                matrix:
                  tone: [red, gray]
                  what: [brick, stone, wooden planks, cobblestone, concrete]
                  seed: 1-{{pictures / Prompts}}
            """);
        return path;
    }

    private static BakePlan Plan(string manifest, string folder)
    {
        return BakePlan.Of(ManifestReader.Open(manifest) with { OutputFolder = Path.Combine(folder, "baked") });
    }

    private static Task BakeAsync(string manifest, string folder)
    {
        return new BakeRun(Plan(manifest, folder), new BakeOptions { StoreFolder = Path.Combine(folder, "store") }).ExecuteAsync(CancellationToken.None, CancellationToken.None);
    }

    private static async Task OneByOneAsync(List<BakeRecipe> recipes, string? folder)
    {
        // With the bake's priority, so that other programs meet both alike.
        using var generator = await TextureGenerator.LoadAsync(recipes[0].Generator with { ThreadPriority = ThreadPriority.Normal });
        for (var i = 0; i < recipes.Count; i++)
        {
            var material = await generator.GenerateTextureAsync(recipes[i].Request);
            foreach (var (map, image) in folder == null ? [] : material.ToList())
            {
                Directory.CreateDirectory(folder!);
                image.Save(Path.Combine(folder!, $"{i}_{map}.png"));
            }
        }
    }

    private static async Task SideBySideAsync(List<BakeRecipe> recipes)
    {
        var next = -1;
        using var team = await GeneratorTeam.LoadAsync(recipes[0].Generator, Environment.ProcessorCount, recipes[0].Request, CancellationToken.None);
        await Task.WhenAll(team.Members.Select(generator => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < recipes.Count; i = Interlocked.Increment(ref next))
            {
                await generator.GenerateTextureAsync(recipes[i].Request);
            }
        })));
    }

    /// <summary>What pictures in one batch would gain on one thread, and whether a row keeps its bits in company.</summary>
    private static void PrintBatches()
    {
        var source = new ModelSource(Path.Combine(PocketModel.Folder, "unet", "model.onnx"));
        var sessions = new SessionFactory(new SessionSettings([ExecutionProvider.Cpu], 0, 1));
        var counts = new[] { 1, 2, 4, 8, 16 };
        var calls = counts.Select(rows => new UNetCall(sessions, source, 16, rows)).ToArray();
        var times = Race.Run(TimeSpan.FromSeconds(10), calls.Select(call => (Action)call.Run).ToArray());
        var table = new Table($"Pocket U-Net, best of {times[0].Count} calls in turns", "ms", "ms a row", "first row as in a batch of 2");
        for (var i = 0; i < counts.Length; i++)
        {
            table.Add($"{counts[i]} rows", $"{times[i].Best * 1e3:0.00}", $"{times[i].Best * 1e3 / counts[i]:0.00}", calls[i].FirstRow.SequenceEqual(calls[1].FirstRow) ? "same bits" : "other bits");
        }

        table.Print();
        foreach (var call in calls)
        {
            call.Dispose();
        }
    }
}

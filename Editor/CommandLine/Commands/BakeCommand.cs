using System.CommandLine;
using DiffusionTextures.Authoring;
using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Farm;
using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.CommandLine.Baking;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex bake MANIFEST</c>: every material of a manifest in every variant, nothing twice.</summary>
internal static class BakeCommand
{
    private static readonly Dictionary<string, FarmPriority> Priorities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["low"] = FarmPriority.Low, ["normal"] = FarmPriority.Normal, ["high"] = FarmPriority.High,
    };

    private static readonly Dictionary<string, (ExportFormat Format, bool IsCompressed)> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = (ExportFormat.Png, false), ["ktx2"] = (ExportFormat.Ktx2, false), ["ktx2-bc"] = (ExportFormat.Ktx2, true),
        ["dds"] = (ExportFormat.Dds, false), ["dds-bc"] = (ExportFormat.Dds, true),
    };

    private static readonly Dictionary<string, string> Reports = new(StringComparer.OrdinalIgnoreCase) { ["html"] = "report.html" };

    public static Command Create(ToolConsole console)
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "YAML or JSON file that lists materials." };
        var dryRun = ValueOption.Flag("--dry-run", "Says how many pictures and files, how long and how much disk, from one measured picture.");
        var only = ValueOption.Many("--only", "MATERIAL", "Bakes this material alone.", name => name);
        var output = ValueOption.Text("--out", "DIR", "Where to write, instead of the manifest's out.");
        var format = ValueOption.Word("--format", "Writes every file so, whatever the manifest says; bc is block compression.", Formats);
        var store = ValueOption.Text("--store", "DIR", "Folder of finished pictures, which bakes and machines may share. Default: .dtex-store beside the manifest.");
        var jobs = ValueOption.One("--jobs", "N|auto", "Generators at the same time. Default: auto, which measures.", ParseJobs);
        var shard = ValueOption.One("--shard", "I/N", "Bakes part I of N, for several machines without a broker.", ParseShard);
        var farm = FarmOption.Create();
        var priority = ValueOption.Word("--priority", "Which jobs the farm's workers take first. Default: normal.", Priorities);
        var report = ValueOption.Word("--report", "Writes a page with contact sheets of everything, report.html, into the output folder.", Reports);
        var json = ValueOption.Flag("--json", "Prints what was made as JSON.");
        var command = new Command("bake", "Bakes materials and their variants from a manifest; what is done already is not done again.")
        {
            manifest, dryRun, only, output, format, store, jobs, shard, farm, priority, report, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var read = ManifestReader.Open(parsed.GetRequiredValue(manifest));
            if (parsed.GetValue(output) is { } folder)
            {
                read = read with { OutputFolder = Path.GetFullPath(folder) };
            }

            if (parsed.GetResult(format) != null && parsed.GetValue(format) is var (kind, isCompressed))
            {
                read = read.In(kind, isCompressed);
            }

            var plan = BakePlan.Of(read, Known(read, parsed.GetValue(only)));
            var options = new BakeOptions
            {
                StoreFolder = parsed.GetValue(store) ?? Path.Combine(Path.GetDirectoryName(read.Path)!, ".dtex-store"),
                Jobs = parsed.GetValue(jobs),
                Farm = parsed.GetValue(farm),
                Priority = parsed.GetResult(priority) == null ? FarmPriority.Normal : parsed.GetValue(priority),
                Shard = parsed.GetValue(shard) is { Count: > 0 } part ? part : (1, 1),
            };
            var session = new BakeSession(plan, options, console, parsed.GetValue(json), parsed.GetValue(report) != null);
            return parsed.GetValue(dryRun) ? session.ForecastAsync(cancellationToken) : session.BakeAsync(cancellationToken);
        });
        return command;
    }

    private static IReadOnlyCollection<string>? Known(BakeManifest manifest, IReadOnlyList<string>? only)
    {
        foreach (var name in only ?? [])
        {
            var names = manifest.Materials.Select(material => material.Name).ToList();
            if (!names.Contains(name))
            {
                throw new UsageException($"--only names '{name}', which is no material of the manifest. {Schedulers.NearNames.Suggest(name, names)}");
            }
        }

        return only;
    }

    private static int? ParseJobs(string text)
    {
        return text == "auto" ? null
            : int.TryParse(text, out var jobs) && jobs is >= 1 and <= 64 ? jobs
            : throw new UsageException($"is '{text}'; auto or 1 to 64 is expected.");
    }

    private static (int Index, int Count) ParseShard(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], out var index) && int.TryParse(parts[1], out var count) && index >= 1 && index <= count
            ? (index, count)
            : throw new UsageException($"is '{text}'; I/N is expected, for example 2/3 for the second of three parts.");
    }
}

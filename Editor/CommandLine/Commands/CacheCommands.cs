using System.CommandLine;
using System.Globalization;
using DiffusionTextures.Baking.Store;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex cache verify|prune|stats DIR</c>: looks after a store of finished pictures.</summary>
internal static class CacheCommands
{
    public static Command[] Create(ToolConsole console) => [Verify(console), Prune(console), Stats(console)];

    private static Command Verify(ToolConsole console)
    {
        var folder = Folder();
        var command = new Command("verify", "Reads every picture and sets damaged ones aside, so that the next bake makes them again.") { folder };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var store = Open(parsed.GetRequiredValue(folder));
                var (whole, damaged) = (0, new List<string>());
                foreach (var (key, _) in store.Enumerate().ToList())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (store.Find(key) != null)
                    {
                        whole++;
                    }
                    else
                    {
                        damaged.Add(key);
                    }
                }

                damaged.ForEach(key => console.Output.WriteLine($"damaged: {key}"));
                console.Output.WriteLine($"{whole} pictures whole, {damaged.Count} damaged.");
                return damaged.Count == 0 ? ExitCode.Success : ExitCode.Incomplete;
            },
            cancellationToken));
        return command;
    }

    private static Command Prune(ToolConsole console)
    {
        var folder = Folder();
        var days = ValueOption.Whole("--older-than", "Removes pictures that were stored more than N days ago. Default: only what no bake can use.", 90, 0, 100_000);
        days.HelpName = "DAYS";
        var command = new Command("prune", "Removes half-written and damaged files, and old pictures where asked for.") { folder, days };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var store = Open(parsed.GetRequiredValue(folder));

                // What was written within the hour may still be under way.
                var files = store.Leftovers(DateTime.UtcNow.AddHours(-1)).ToList();
                if (parsed.GetResult(days) != null)
                {
                    var before = DateTime.UtcNow.AddDays(-parsed.GetValue(days));
                    files.AddRange(store.Enumerate().Select(entry => entry.File).Where(file => file.LastWriteTimeUtc < before));
                }

                var bytes = files.Sum(file => file.Length);
                files.ForEach(file => file.Delete());
                console.Output.WriteLine($"{files.Count} files removed, {Megabytes(bytes)}.");
                return ExitCode.Success;
            },
            cancellationToken));
        return command;
    }

    private static Command Stats(ToolConsole console)
    {
        var folder = Folder();
        var command = new Command("stats", "Counts pictures and bytes.") { folder };
        command.SetAction(parsed =>
        {
            var store = Open(parsed.GetRequiredValue(folder));
            var files = store.Enumerate().Select(entry => entry.File).ToList();
            var leftovers = store.Leftovers(DateTime.MaxValue).ToList();
            console.Output.WriteLine($"{files.Count} pictures, {Megabytes(files.Sum(file => file.Length))}; {leftovers.Count} leftovers, {Megabytes(leftovers.Sum(file => file.Length))}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string> Folder() => new("DIR") { Description = "The store, as --store of dtex bake." };

    private static PictureStore Open(string folder)
    {
        return Directory.Exists(Path.Combine(folder, "objects"))
            ? new PictureStore(folder)
            : throw new UsageException($"'{folder}' is no store of pictures. Give the folder that dtex bake uses; its default is .dtex-store beside the manifest.");
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB");
}

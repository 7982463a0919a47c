using System.CommandLine;
using DiffusionTextures.Baking.Farm;
using DiffusionTextures.Baking.Store;
using DiffusionTextures.CommandLine.Baking;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex worker --farm ADDRESS --store DIR</c>: makes the pictures of a farm until it is stopped.</summary>
internal static class WorkerCommand
{
    public static Command Create(ToolConsole console)
    {
        var farm = FarmOption.Create();
        farm.Required = true;
        var store = ValueOption.Text("--store", "DIR", "Folder of finished pictures that the bake uses too.");
        store.Required = true;
        var jobs = ValueOption.Whole("--jobs", "Pictures at the same time. Default: one per core.", 2, 1, 64);
        var command = new Command("worker", "Takes pictures to make from a broker and puts them into a shared store.") { farm, store, jobs };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var count = parsed.GetValue(jobs) is > 0 and var given ? given : Environment.ProcessorCount;
            var worker = new FarmWorker(parsed.GetRequiredValue(farm), new PictureStore(parsed.GetRequiredValue(store)), count, line => console.Error.WriteLine($"dtex: {line}"));
            console.Output.WriteLine($"worker {worker.Name}, {count} at a time");
            await worker.RunAsync(cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }
}

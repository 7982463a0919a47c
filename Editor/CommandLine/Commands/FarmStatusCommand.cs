using System.CommandLine;
using DiffusionTextures.Baking.Farm;
using DiffusionTextures.CommandLine.Baking;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex farm status --farm ADDRESS</c>: what waits, what failed, who works.</summary>
internal static class FarmStatusCommand
{
    public static Command Create(ToolConsole console)
    {
        var farm = FarmOption.Create();
        farm.Required = true;
        var json = ValueOption.Flag("--json", "Prints it as JSON.");
        var command = new Command("status", "Shows waiting and failed jobs, and the workers with their rate.") { farm, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var status = await FarmStatus.AskAsync(parsed.GetRequiredValue(farm), cancellationToken);
            console.Output.WriteLine(parsed.GetValue(json) ? status.ToJson().ToJsonString() : status.ToString());
            return ExitCode.Success;
        });
        return command;
    }
}

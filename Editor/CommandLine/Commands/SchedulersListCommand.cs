using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex schedulers list</c>: every solver with its other names, options and paper.</summary>
internal static class SchedulersListCommand
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    public static Command Create(ToolConsole console)
    {
        var json = ValueOption.Flag("--json", "Prints one JSON array.");
        var command = new Command("list", "Shows every solver with the names that lead to it, its options for --scheduler-config, and its paper.") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                console.Output.WriteLine(new JsonArray([.. SchedulerDescriptors.All.Select(Describe)]).ToJsonString(Format));
            }
            else
            {
                SchedulerDescriptors.All.ToList().ForEach(scheduler => Write(scheduler, console.Output));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(SchedulerDescriptor scheduler, TextWriter output)
    {
        output.WriteLine($"{scheduler.ClassName}  {scheduler.Use}");
        output.WriteLine($"  names    {string.Join(", ", scheduler.Aliases)}");
        output.WriteLine($"  solver   order {scheduler.Order}, {scheduler.ModelCallsPerStep} model call(s) per step, stochastic: {scheduler.Stochastic}");
        output.WriteLine($"  paper    {scheduler.Paper}");
        output.WriteLine($"  options  {string.Join(" ", scheduler.Options)}");
    }

    private static JsonNode Describe(SchedulerDescriptor scheduler)
    {
        return new JsonObject
        {
            ["class"] = scheduler.ClassName,
            ["names"] = new JsonArray([.. scheduler.Aliases.Select(alias => JsonValue.Create(alias))]),
            ["order"] = scheduler.Order,
            ["modelCallsPerStep"] = scheduler.ModelCallsPerStep,
            ["stochastic"] = scheduler.Stochastic,
            ["paper"] = scheduler.Paper,
            ["use"] = scheduler.Use,
            ["options"] = new JsonArray([.. scheduler.Options.Select(option => JsonValue.Create(option))]),
        };
    }
}

using System.CommandLine;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Inspection;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex models inspect DIR</c>: what a model folder holds and what is wrong with it.</summary>
internal static class ModelsInspectCommand
{
    public static Command Create(ToolConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of a diffusers-ONNX export." };
        var json = ValueOption.Flag("--json", "Prints one JSON object.");
        var command = new Command("inspect", "Shows a model's parts, their inputs and outputs, and every problem with its remedy. Exit code 3 when it cannot be used.") { folder, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var inspection = await FolderInspector.InspectAsync(parsed.GetRequiredValue(folder), cancellationToken);
            if (parsed.GetValue(json))
            {
                console.Output.WriteLine(InspectionText.ToJson(inspection));
            }
            else
            {
                InspectionText.Write(inspection, console.Output);
            }

            return inspection.Problems.Count == 0
                ? ExitCode.Success
                : throw new ModelException($"'{inspection.Folder}' cannot be used, problems: {inspection.Problems.Count}. The first: {inspection.Problems[0]}");
        });
        return command;
    }
}

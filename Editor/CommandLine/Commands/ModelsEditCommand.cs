using System.CommandLine;
using DiffusionTextures.CommandLine.Editing;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex models edit DIR --out DIR2</c>: a model folder with edits made for good, for any tool that reads diffusers-ONNX exports.</summary>
internal static class ModelsEditCommand
{
    private static readonly string[] Members =
    [
        nameof(ModelEdits.Tiling), nameof(ModelEdits.ClipSkip), nameof(ModelEdits.ClipSkipFinalNorm), nameof(ModelEdits.Loras), nameof(LoraReference.AllowPartial),
        nameof(ModelEdits.Embeddings),
    ];

    public static Command Create(ToolConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of a diffusers-ONNX export." };
        var output = ValueOption.Text("--out", "DIR2", "Folder to write, new or empty.");
        output.Required = true;
        var edits = EditOptionSet.All.Where(option => Members.Contains(option.Member)).ToList();
        var command = new Command("edit", "Writes a copy of a model with edits made for good, complete, for other tools to use.") { folder, output };
        edits.ForEach(option => command.Add(option.Symbol));
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var options = edits.Aggregate(new TextureGeneratorOptions(), (sum, option) => option.Apply(sum, parsed));
                if (options.Edits == new ModelEdits())
                {
                    throw new UsageException("there is nothing to edit. Give --tile, --clip-skip, --lora or --embedding.");
                }

                var parts = EditedFolder.Write(parsed.GetRequiredValue(folder), options.Edits, parsed.GetRequiredValue(output), cancellationToken);
                foreach (var part in parts)
                {
                    console.Output.WriteLine($"{part.Name}: {string.Join("; ", part.Edits.Select(edit => edit.Summary))}");
                }

                console.Output.WriteLine(Path.GetFullPath(parsed.GetRequiredValue(output)));
                return ExitCode.Success;
            },
            cancellationToken));
        return command;
    }
}

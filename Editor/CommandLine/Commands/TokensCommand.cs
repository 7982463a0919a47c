using System.CommandLine;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;
using DiffusionTextures.CommandLine.Tokens;
using DiffusionTextures.Models;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex tokens PROMPT</c>: the chunks, ids, pieces and weights that the model sees.</summary>
internal static class TokensCommand
{
    private const int DefaultSteps = 20;

    public static Command Create(ToolConsole console)
    {
        var prompt = new Argument<string>("PROMPT") { Description = "The prompt, in quotes." };
        var model = ValueOption.Text("--model", "DIR", "Folder of a diffusers-ONNX export. Default: the pocket model that comes with dtex.");
        var emphasis = ValueOption.Word("--emphasis", "What brackets mean, as for generate. Default: original.", PictureOptionSet.Emphases);
        var steps = ValueOption.Whole("--steps", "Steps along which [from:to:when] is shown. Default: 20.", DefaultSteps, 1, 1000);
        var json = ValueOption.Flag("--json", "Prints one JSON object.");
        var command = new Command("tokens", "Shows a prompt as the model sees it, and warns of what falls off its end.") { prompt, model, emphasis, steps, json };
        command.SetAction(parsed =>
        {
            var folder = ModelFolder.Open(parsed.GetValue(model) ?? PocketModel.Folder);
            var count = parsed.GetResult(steps) is { Implicit: false } ? parsed.GetValue(steps) : DefaultSteps;
            var listing = TokenListing.Read(folder, parsed.GetRequiredValue(prompt), parsed.GetValue(emphasis), count);
            if (parsed.GetValue(json))
            {
                console.Output.WriteLine(TokenReport.ToJson(listing));
            }
            else
            {
                TokenReport.Write(listing, console.Output);
            }

            listing.Warnings.ToList().ForEach(warning => console.Error.WriteLine($"dtex: {FailureReport.SingleLine(warning)}"));
            return ExitCode.Success;
        });
        return command;
    }
}

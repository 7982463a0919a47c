using System.CommandLine;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex generate PROMPT</c>: a prompt in, the maps of a material out.</summary>
internal static class GenerateCommand
{
    public static Command Create(ToolConsole console)
    {
        var prompt = new Argument<string>("PROMPT") { Description = "What the texture shows, in quotes; may be empty." };
        var output = new OutputOptions();
        var command = new Command("generate", "Generates a material from a sentence and writes its maps as PNG, KTX2 or DDS files.") { prompt };
        foreach (var option in RequestOptions.All.Select(bound => bound.Symbol)
            .Concat(GeneratorOptions.All.Select(bound => bound.Symbol))
            .Concat(output.All)
            .Distinct())
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var arguments = GenerateArguments.Read(parsed.GetRequiredValue(prompt), parsed, output);
            return new GenerateRun(arguments, console).ExecuteAsync(cancellationToken);
        });
        return command;
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using DiffusionTextures.CommandLine.Commands;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine;

/// <summary>The tool: parses the arguments, runs one command, turns every failure into one line and an exit code.</summary>
public static class Dtex
{
    private const string Verbose = "--verbose";

    /// <summary>Runs the tool once.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="console">Where it writes.</param>
    /// <param name="cancellationToken">Stops the command; nothing is written and the exit code is 130.</param>
    /// <returns>The exit code: 0, 2 for wrong arguments, 3 for the model, 4 for inference, 5 for a bake with failed pictures, 6 for one that cannot go on, 130 when cancelled.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolConsole console, CancellationToken cancellationToken = default)
    {
        // A prompt may begin with @, which must not be read as a file of arguments.
        var parsed = Root(console).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        var verbose = args.Contains(Verbose);
        try
        {
            if (parsed.Action is ParseErrorAction or null)
            {
                // What is wrong with a value explains more than what is left over because of it.
                var error = parsed.Errors.FirstOrDefault(candidate => candidate.SymbolResult is not CommandResult) ?? parsed.Errors[0];
                throw new UsageException(error.Message.StartsWith("--") ? error.Message : $"{error.Message} See 'dtex {CommandPath(parsed)}--help'.");
            }

            var invocation = new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
#pragma warning disable CA1031 // the edge of the program: whatever it is becomes a line and an exit code
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return FailureReport.Write(exception, console.Error, verbose);
        }
    }

    private static RootCommand Root(ToolConsole console)
    {
        var help = new HelpWithExamples();
        var root = new RootCommand("Generates seamless textures from words with latent diffusion.") { HelpName = "dtex" };
        root.Options.OfType<HelpOption>().Single().Action = help;
        root.Add(new Option<bool>(Verbose) { Description = "Prints the stack trace of a failure.", Recursive = true });
        root.Add(GenerateCommand.Create(console));
        root.Add(BakeCommand.Create(console));
        root.Add(WorkerCommand.Create(console));
        root.Add(Group("farm", "Looks at a farm of workers.", help, FarmStatusCommand.Create(console)));
        root.Add(Group("cache", "Looks after a store of finished pictures.", help, CacheCommands.Create(console)));
        root.Add(TokensCommand.Create(console));
        root.Add(StudioCommand.Create(console));
        root.Add(Group("models", "Looks at model folders and edits them.", help, ModelsInspectCommand.Create(console), ModelsEditCommand.Create(console)));
        root.Add(Group("schedulers", "Lists the solvers.", help, SchedulersListCommand.Create(console)));
        root.Action = help;
        return root;
    }

    private static Command Group(string name, string description, CommandLineAction help, params Command[] commands)
    {
        var group = new Command(name, description) { Action = help };
        foreach (var command in commands)
        {
            group.Add(command);
        }

        return group;
    }

    private static string CommandPath(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var parent = command.Parents.OfType<Command>().FirstOrDefault(candidate => candidate is not RootCommand);
        return command is RootCommand ? string.Empty : parent is null ? $"{command.Name} " : $"{parent.Name} {command.Name} ";
    }
}

using System.CommandLine;
using System.Diagnostics;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Options;
using DiffusionTextures.Studio;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary><c>dtex studio FOLDER</c>: serves the page on which materials are edited, until it is interrupted.</summary>
internal static class StudioCommand
{
    public static Command Create(ToolConsole console)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where the materials lie; made where there is none. Default: the present folder.", DefaultValueFactory = _ => "." };
        var port = ValueOption.Whole("--port", "The port on 127.0.0.1. Default: a free one.", 8080, 1, 65535);
        var noOpen = ValueOption.Flag("--no-open", "Prints the address and opens no browser.");
        var models = ValueOption.Text("--models", "DIR", "A further folder whose subfolders are models.");
        var provider = GeneratorOptions.Provider();
        var command = new Command("studio", "Opens a page in the browser on which materials are described, made, compared and exported.") { folder, port, noOpen, models, provider };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new StudioOptions
            {
                Folder = parsed.GetRequiredValue(folder),
                Port = parsed.GetResult(port) is { Implicit: false } ? parsed.GetValue(port) : 0,
                ModelFolder = parsed.GetValue(models),
                Providers = parsed.GetValue(provider),
            };
            await using var studio = await StartAsync(options, cancellationToken);
            console.Output.WriteLine(studio.EntryAddress);
            console.Output.Flush();
            console.Error.WriteLine("dtex: the studio is open; Ctrl+C closes it.");
            if (!parsed.GetValue(noOpen))
            {
                Open(studio.EntryAddress, console);
            }

            await WaitAsync(cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<StudioServer> StartAsync(StudioOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await StudioServer.StartAsync(options, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new UsageException($"--port {options.Port} cannot be listened on: {exception.Message} Choose another, or leave it out for a free one.", exception);
        }
    }

    // Ctrl+C is how a studio ends: no failure.
    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(ended.SetResult);
        await ended.Task;
    }

    private static void Open(Uri address, ToolConsole console)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true });
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            console.Error.WriteLine("dtex: no browser could be started; open the address yourself.");
        }
    }
}

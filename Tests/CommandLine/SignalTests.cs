using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Ctrl+C, sent to the tool as a process of its own.</summary>
[Platform("Linux,MacOsX", Reason = "Signals are sent with kill(2).")]
public class SignalTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    [TestCase(Interrupt)]
    [TestCase(Terminate)]
    [CancelAfter(60_000)]
    public async Task Generate_InterruptedInTheMiddle_ExitsWith130AndLeavesNothing(int signal, CancellationToken timeout)
    {
        using var scratch = new ScratchFolder();
        using var watcher = new FileSystemWatcher(scratch.Path) { EnableRaisingEvents = true };
        var firstFile = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, entry) =>
        {
            // The probe for write access goes again at once; staged files come when a picture is finished.
            if (File.Exists(entry.FullPath))
            {
                firstFile.TrySetResult();
            }
        };
        using var process = Start("generate", "brick", "--count", "5000", "--steps", "20", "--out", scratch.Path);
        var output = process.StandardOutput.ReadToEndAsync(timeout);
        var error = process.StandardError.ReadToEndAsync(timeout);
        await firstFile.Task.WaitAsync(timeout);

        Assert.That(Kill(process.Id, signal), Is.Zero);
        await process.WaitForExitAsync(timeout);

        Assert.That(process.ExitCode, Is.EqualTo(130));
        Assert.That((await error).Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "dtex: cancelled; nothing was written." }));
        Assert.That(await output, Is.Empty);
        Assert.That(scratch.Content, Is.Empty);
    }

    private static Process Start(params string[] args)
    {
        // Where the tests run in the background of a script, SIGINT is ignored, and so it would be here.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add("dotnet");
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "dtex.dll"));
        foreach (var argument in args)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}

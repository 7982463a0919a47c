using System.Diagnostics;
using DiffusionTextures.Tests;

namespace DiffusionTextures.Studio.Tests;

/// <summary>The page in Debian's Chromium, headless, and its types.</summary>
public sealed class BrowserTests
{
    private static readonly string Chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists) ?? string.Empty;

    [Test]
    [CancelAfter(300_000)]
    public async Task Page_DesignersFirstHour_Works(CancellationToken timeout)
    {
        Requirement.Check("chromium", Chromium.Length > 0, "There is no Chromium: apt-get install chromium.");
        using var folder = new ScratchFolder();
        await using var studio = await StudioServer.StartAsync(new StudioOptions { Folder = folder.Path }, timeout);

        var run = await NodeAsync(
            timeout, Repository.PathOf("Tests", "Studio", "Browser", "studio.mjs"), studio.EntryAddress.ToString(), Chromium, Repository.PathOf(".artifacts", "screenshots"));

        TestContext.Out.WriteLine(run.Output);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("first preview:").And.Contain("latency:"));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Page_TypeScript_HasNoTypeErrors(CancellationToken timeout)
    {
        var run = await NodeAsync(timeout, Repository.PathOf("node_modules", "typescript", "bin", "tsc"), "-p", Repository.PathOf("Editor", "Studio", "Page"));

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, string.Empty)));
    }

    private static async Task<(int ExitCode, string Output, string Error)> NodeAsync(CancellationToken timeout, params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.PathOf() };
        arguments.ToList().ForEach(start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout);
            var error = process.StandardError.ReadToEndAsync(timeout);
            await process.WaitForExitAsync(timeout);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(true);
            }
        }
    }
}

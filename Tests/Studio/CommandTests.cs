using System.Net;
using System.Net.Sockets;
using DiffusionTextures.CommandLine;

namespace DiffusionTextures.Studio.Tests;

/// <summary><c>dtex studio</c> in this process.</summary>
public sealed class CommandTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Studio_PortAndModels_AreUsedAndCancelEndsItWell(CancellationToken timeout)
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder.Of("shelf", "sd15"));
        File.WriteAllText(folder.Of("shelf", "sd15", "model_index.json"), "{}");
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        var output = new Announcement();

        var run = Dtex.RunAsync(["studio", folder.Of("materials"), "--no-open", "--port", $"{port}", "--models", folder.Of("shelf")], new ToolConsole(output, TextWriter.Null, false), stop.Token);
        var address = new Uri(await output.Line.WaitAsync(timeout));
        using var client = await StudioClient.EnterAsync(address);

        Assert.That(address.Port, Is.EqualTo(port));
        Assert.That((await client.GetAsync("/api/library"))["models"]!.AsArray().Select(model => (string?)model), Is.EqualTo(new[] { "sd15" }));
        await stop.CancelAsync();
        Assert.That(await run, Is.Zero);
        Assert.That(Directory.Exists(folder.Of("materials", ".dtex")), Is.True);
    }

    [Test]
    public async Task Studio_PortTaken_SaysWhatToDo()
    {
        using var folder = new ScratchFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var error = new StringWriter();

        var exitCode = await Dtex.RunAsync(["studio", folder.Path, "--no-open", "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}"], new ToolConsole(TextWriter.Null, error, false));

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error.ToString(), Does.Contain("--port").And.Contain("Choose another"));
    }

    [Test]
    public async Task Studio_FolderIsAFile_SaysWhatToDo()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.Of("file"), "x");
        var error = new StringWriter();

        var exitCode = await Dtex.RunAsync(["studio", folder.Of("file"), "--no-open"], new ToolConsole(TextWriter.Null, error, false));

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error.ToString(), Does.Contain("Choose a folder"));
    }

    /// <summary>Tells when the first line has come.</summary>
    private sealed class Announcement : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override void Flush() => _line.TrySetResult(ToString().Split('\n')[0].Trim());
    }
}

using System.Diagnostics;

namespace DiffusionTextures.Tests.Graphics.Direct3D12;

/// <summary>Runs Tests/Windows under Wine: the contract on Direct3D 12, its faults, the runtime and dtex on Windows.</summary>
public class UnderWineTests
{
    private const int LeastTests = 160;

    [Test]
    [Explicit("Each test passes in a process of its own; a process with several dies after one that throws, for a reason not found yet. Run Tests/Windows/run-under-wine by hand.")]
    [Platform("Linux", Reason = "On Windows, Tests/Windows is run as it is.")]
    public void WindowsTests_UnderWine_AllPass()
    {
        Requirement.Check("wine", IsInstalled("wine") && IsInstalled("xvfb-run"), "Wine and Xvfb are not installed. apt-get install wine wine64 xvfb xauth mesa-vulkan-drivers");
        var root = Root();
        Assert.That(root, Is.Not.Null, "The tests must run from a build inside of the repository.");
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(root!, "Tests", "Windows", "run-under-wine"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var tail = string.Join('\n', lines.TakeLast(5));
        Assert.That(lines.Where(line => line.StartsWith("Failed")), Is.Empty);
        Assert.That(process.ExitCode, Is.Zero, $"{tail}\n{error.Result}");
        Assert.That(lines.Count(line => line.StartsWith("Passed ")), Is.GreaterThan(LeastTests), tail);
        TestContext.Out.WriteLine($"{lines.Count(line => line.StartsWith("Passed "))} passed under Wine");
    }

    private static bool IsInstalled(string program)
    {
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
    }

    private static string? Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "DiffusionTextures.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}

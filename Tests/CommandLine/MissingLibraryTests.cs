using System.Diagnostics;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>The tool without ONNX Runtime's native library, in a process of its own.</summary>
public class MissingLibraryTests
{
    [Test]
    public void Generate_WithoutTheNativeLibrary_SaysWhatToInstall()
    {
        using var scratch = new ScratchFolder();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => file.EndsWith(".dll", StringComparison.Ordinal) || Path.GetFileName(file) == "dtex.runtimeconfig.json"))
        {
            File.Copy(file, scratch.Of(Path.GetFileName(file)));
        }

        string[] arguments = [scratch.Of("dtex.dll"), "generate", "moss", "--model", PocketModel.Folder, "--out", scratch.Of("x.png")];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.EqualTo(3), output.Result + error);
        Assert.That(error, Does.Contain("native library").And.Contain("npm ci").And.Contain("com.github.asus4.onnxruntime"));
    }
}

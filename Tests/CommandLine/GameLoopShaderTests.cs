using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using DiffusionTextures.Tests;

namespace DiffusionTextures.CommandLine.Tests;

public class GameLoopShaderTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "../../Samples/GameLoop/Shaders"));

    [TestCase("sky.vert")]
    [TestCase("sky.frag")]
    [TestCase("surface.vert")]
    [TestCase("surface.frag")]
    public void Spirv_IsWhatTheCompilerMakesOfItsSource(string shader)
    {
        using var scratch = new ScratchFolder();
        var compiled = Path.Combine(scratch.Path, "shader.spv");
        Compile(Path.Combine(Folder, shader), compiled);
        Assert.That(File.ReadAllBytes(Path.Combine(Folder, $"{shader}.spv")), Is.EqualTo(File.ReadAllBytes(compiled)), "Run Samples/GameLoop/Shaders/compile.");
    }

    private static void Compile(string source, string output)
    {
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("glslc", ["-O", "--target-env=vulkan1.1", source, "-o", output]))!;
            compiler.WaitForExit();
            Assert.That(compiler.ExitCode, Is.Zero);
        }
        catch (Win32Exception)
        {
            Requirement.Check("glslc", false, "glslc is not installed. Debian: glslc.");
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

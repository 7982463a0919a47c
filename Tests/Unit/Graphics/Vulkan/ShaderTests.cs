using System.Diagnostics;
using System.Runtime.CompilerServices;
using DiffusionTextures.Graphics.Vulkan.Shaders;

namespace DiffusionTextures.Tests.Graphics.Vulkan;

public class ShaderTests
{
    [Test]
    public void LevelsShader_IsWhatTheCompilerMakesOfItsSource()
    {
        var source = Path.GetFullPath(Path.Combine(Here(), "../../../../Runtime/Graphics/Vulkan/Shaders/levels.comp"));
        var output = Path.GetTempFileName();
        try
        {
            Compile(source, output);
            Assert.That(Convert.FromBase64String(LevelsShader.Code), Is.EqualTo(File.ReadAllBytes(output)), "Run .build/Shaders/generate.");
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static void Compile(string source, string output)
    {
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("glslc", ["-O", "--target-env=vulkan1.0", source, "-o", output]))!;
            compiler.WaitForExit();
            Assert.That(compiler.ExitCode, Is.Zero);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Requirement.Check("glslc", false, "glslc is not installed. Debian: glslc.");
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

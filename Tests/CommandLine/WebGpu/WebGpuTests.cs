using System.Diagnostics;
using System.Text.Json;
using DiffusionTextures.Tests;

namespace DiffusionTextures.CommandLine.Tests.WebGpu;

/// <summary>The WebGPU provider on software Vulkan computes what the processor does. In a process of its own: Vulkan reads its layers from the environment.</summary>
public class WebGpuTests
{
    private const string Remedy = "needs Debian's gcc, libc6-dev, libvulkan-dev and mesa-vulkan-drivers.";

    [Test]
    public async Task Generate_OnWebGpu_GivesTheProcessorsLatents()
    {
        var hasVulkan = OperatingSystem.IsLinux() && File.Exists("/usr/include/vulkan/vk_layer.h") && Directory.Exists("/usr/share/vulkan/icd.d");
        Requirement.Check("webgpu", hasVulkan && File.Exists("/usr/bin/gcc"), Remedy);
        using var scratch = new ScratchFolder();
        var library = scratch.Of("libmissing_features.so");
        var compiled = await Run("gcc", ["-shared", "-fPIC", "-O1", "-fvisibility=hidden", "-o", library, Path.Combine(AppContext.BaseDirectory, "WebGpu", "missing_features.c")], []);
        Assert.That(compiled.ExitCode, Is.Zero, compiled.Error);
        File.WriteAllText(scratch.Of("missing_features.json"), Manifest(library));

        var layer = new Dictionary<string, string> { ["VK_LAYER_PATH"] = Path.GetDirectoryName(library)!, ["VK_INSTANCE_LAYERS"] = "VK_LAYER_TEST_missing_features" };
        var gpu = await Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "dtex.dll"), .. Arguments("gpu.npy"), "--provider", "webgpu", "--json"], layer);
        var cpu = await DtexRun.WithAsync(Arguments("cpu.npy"));

        Assert.That((gpu.ExitCode, cpu.ExitCode), Is.EqualTo((0, 0)), gpu.Error + cpu.Error);
        Assert.That(JsonDocument.Parse(gpu.Output).RootElement.GetProperty("provider").GetString(), Is.EqualTo(nameof(ExecutionProvider.WebGpu)), gpu.Error);
        Assert.That(Npy.Values(scratch.Of("gpu.npy")), Is.EqualTo(Npy.Values(scratch.Of("cpu.npy"))).Within(1e-4f));

        string[] Arguments(string latents) =>
        [
            "generate", "a mossy wall", "--model", Path.Combine(AppContext.BaseDirectory, "Data", "models", "tiny_sdv"), "--steps", "2", "--guidance", "3", "--seed", "1", "--maps", "albedo",
            "--out", scratch.Of("x.png"), "--save-latents", scratch.Of(latents),
        ];
    }

    private static string Manifest(string library) => $$"""
        {
          "file_format_version": "1.1.2",
          "layer": {
            "name": "VK_LAYER_TEST_missing_features", "type": "GLOBAL", "library_path": "{{library}}", "api_version": "1.3.0",
            "implementation_version": "1", "description": "Claims two features that software Vulkan lacks",
            "functions": { "vkGetInstanceProcAddr": "missing_features_instance_function", "vkGetDeviceProcAddr": "missing_features_device_function" }
          }
        }
        """;

    private static async Task<DtexRun> Run(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new DtexRun(process.ExitCode, await output, await error);
    }
}

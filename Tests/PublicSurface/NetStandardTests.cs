using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;

namespace DiffusionTextures.PublicSurface;

public class NetStandardTests
{
    private const string Prompt = "gray cobblestone";
    private const int Seed = 11;

    [Test]
    public async Task Generate_OnTheNetStandardAssemblies_GivesTheBytesOfTheNet10Ones()
    {
        using var generator = await TextureGenerator.LoadAsync();
        var material = await generator.GenerateTextureAsync(new TextureRequest(Prompt) { Seed = Seed });
        var expected = material.Select(map => $"{map.Key} {Convert.ToHexString(SHA256.HashData(map.Value.Pixels.Span))}");

        var lines = await RunHostAsync();

        Assert.That(lines, Does.Contain("DiffusionTextures .NETStandard,Version=v2.1"));
        Assert.That(lines.Where(line => !line.Contains("Version=")), Is.EqualTo(expected));
    }

    private static async Task<string[]> RunHostAsync()
    {
        var path = typeof(NetStandardTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NetStandardHost").Value!;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { path, Prompt, Seed.ToString() })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}

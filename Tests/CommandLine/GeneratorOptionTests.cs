using System.Text.Json;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Options of the generator: what they change, and what they refuse.</summary>
public class GeneratorOptionTests
{
    [TestCase("keep", 5)]
    [TestCase("Sequential", 2, Description = "the VAE and the material decoder work together")]
    public async Task Memory_DecidesHowManyPartsAreLoadedAtOnce(string policy, int expected)
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync("generate", "moss", "--steps", "1", "--maps", "albedo", "--out", scratch.Of("x.png"), "--memory", policy, "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(JsonDocument.Parse(run.Output).RootElement.GetProperty("modelsInMemory").GetInt32(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Memory_Unknown_ListsThePolicies()
    {
        var run = await DtexRun.WithAsync("generate", "moss", "--memory", "tight");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("keep|sequential"));
    }
}

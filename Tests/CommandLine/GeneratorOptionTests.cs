using System.CommandLine;
using DiffusionTextures.CommandLine.Options;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Options of the generator: what they set, and what they refuse.</summary>
public class GeneratorOptionTests
{
    [TestCase("keep", MemoryPolicy.KeepAll)]
    [TestCase("Sequential", MemoryPolicy.Sequential)]
    public void Memory_SetsThePolicy(string text, MemoryPolicy expected) => Assert.That(Read("--memory", text).Memory, Is.EqualTo(expected));

    [Test]
    public async Task Memory_Unknown_ListsThePolicies()
    {
        var run = await DtexRun.WithAsync("generate", "moss", "--memory", "tight");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("keep|sequential"));
    }

    private static TextureGeneratorOptions Read(params string[] arguments)
    {
        var command = new Command("generate");
        foreach (var option in GeneratorOptions.All)
        {
            command.Add(option.Symbol);
        }

        return GeneratorOptions.Read(command.Parse(arguments));
    }
}

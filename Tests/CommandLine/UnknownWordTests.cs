namespace DiffusionTextures.CommandLine.Tests;

public class UnknownWordTests
{
    [Test]
    public async Task Generate_AllWordsKnown_SaysNothing()
    {
        Assert.That((await ErrorAsync("mossy red brick wall")), Is.Empty);
    }

    [Test]
    public async Task Generate_OneWordUnknown_NamesItAndNearOnes()
    {
        Assert.That(await ErrorAsync("red bricc wall"), Does.Contain("does not know bricc").And.Contain("brick"));
    }

    [Test]
    public async Task Generate_NoWordKnown_SaysSo()
    {
        Assert.That(await ErrorAsync("zyzzyva quokka"), Does.Contain("knows no word").And.Contain("quokka"));
    }

    private static async Task<string> ErrorAsync(string prompt)
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync("generate", prompt, "--seed", "1", "--steps", "1", "--maps", "albedo", "--out", scratch.Of("out"));
        Assert.That(run.ExitCode, Is.Zero);
        return run.Error;
    }
}

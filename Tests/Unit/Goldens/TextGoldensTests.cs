using DiffusionTextures.Goldens;
using DiffusionTextures.Goldens.Suites;

namespace DiffusionTextures.Tests.Goldens;

public class TextGoldensTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data");

    [TestCase("clip_tokens")]
    [TestCase("prompt_attention")]
    [TestCase("noise")]
    public void Suite_OfTheRepository_PassesEveryCase(string name)
    {
        GoldenSuite suite = name switch
        {
            "clip_tokens" => new ClipTokensSuite(Folder),
            "prompt_attention" => new PromptAttentionSuite(Folder),
            _ => new NoiseSuite(Folder),
        };
        var cases = suite.Cases().ToList();

        var failures = cases.SelectMany(golden => GoldenRunner.Check(golden).Failures.Select(failure => $"{golden.Id}: {failure}")).ToList();

        Assert.That(cases, Is.Not.Empty);
        Assert.That(failures, Is.Empty);
    }
}

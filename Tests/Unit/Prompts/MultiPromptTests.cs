using DiffusionTextures.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace DiffusionTextures.Tests.Prompts;

public class MultiPromptTests
{
    [Test]
    public void Split_Anything_GivesParts() => Prop.ForAll(PromptTexts.Any, prompt => MultiPrompt.Split(prompt).Count > 0).QuickCheckThrowOnFailure();

    [TestCase("a:1.2.3 AND b", "a:1.2.3", 1)]
    [TestCase("a:.5", "a", 0.5)]
    [TestCase("a: 2", "a", 2)]
    [TestCase("a 2", "a 2", 1)]
    [TestCase("a::2", "a:", 2)]
    [TestCase("a:+1.", "a", 1)]
    [TestCase("a:. AND b", "a:.", 1)]
    public void Split_WeightAtTheEnd_IsReadAsTheReferenceDoes(string prompt, string text, double weight)
    {
        var part = MultiPrompt.Split(prompt)[0];

        Assert.That((part.Text, part.Weight), Is.EqualTo((text, weight)));
    }

    [TestCase("1")]
    [TestCase(" AND ")]
    [TestCase(":1")]
    public void Split_AMegabyte_Completes(string unit) =>
        Assert.That(MultiPrompt.Split(string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length))), Is.Not.Empty);
}

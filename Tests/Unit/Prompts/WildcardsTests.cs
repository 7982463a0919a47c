using DiffusionTextures.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace DiffusionTextures.Tests.Prompts;

public class WildcardsTests
{
    [TestCase("plain {prompt} words")]
    [TestCase("{a|b")]
    [TestCase("a|b}")]
    [TestCase("\\{a|b}")]
    [TestCase("{[a|b]}")]
    [TestCase("{}")]
    public void Expand_NoGroup_IsThePrompt(string prompt) => Assert.That(Wildcards.Expand(prompt, 1), Is.EqualTo(prompt));

    [Test]
    public void Expand_ManySeeds_GivesEachOption()
    {
        var variants = Enumerable.Range(0, 100).Select(seed => Wildcards.Expand("{red|blue|} brick", (ulong)seed)).ToHashSet();

        Assert.That(variants, Is.EquivalentTo(new[] { "red brick", "blue brick", " brick" }));
    }

    [Test]
    public void Expand_Nested_TakesTheInnerGroupToo()
    {
        var variants = Enumerable.Range(0, 200).Select(seed => Wildcards.Expand("{a {b|c}|[d|e]}\\|", (ulong)seed)).ToHashSet();

        Assert.That(variants, Is.EquivalentTo(new[] { "a b\\|", "a c\\|", "[d|e]\\|" }));
    }

    [Test]
    public void Expand_Anything_IsTheSameTwice() =>
        Prop.ForAll(PromptTexts.Any, prompt => Wildcards.Expand(prompt, 7) == Wildcards.Expand(prompt, 7)).QuickCheckThrowOnFailure();

    [TestCase("{")]
    [TestCase("{a|")]
    [TestCase("{a|b}")]
    public void Expand_AMegabyte_Completes(string unit) =>
        Assert.That(Wildcards.Expand(string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length)), 3), Is.Not.Empty);
}

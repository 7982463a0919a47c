using DiffusionTextures.Prompts;

namespace DiffusionTextures.Tests.Prompts;

public class PromptStyleTests
{
    [TestCase("photo of {prompt}, seamless", "moss", "photo of moss, seamless")]
    [TestCase("seamless", " moss ", "moss, seamless")]
    [TestCase("", "moss", "moss")]
    [TestCase("seamless", "", "seamless")]
    public void Apply_PutsThePromptIn(string style, string prompt, string expected) =>
        Assert.That(new PromptStyle("s", style, "").Apply(prompt), Is.EqualTo(expected));

    [Test]
    public void ApplyNegative_UsesTheNegativeWords() => Assert.That(new PromptStyle("s", "", "blurry").ApplyNegative("text"), Is.EqualTo("text, blurry"));
}

using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Tests.Textures.Png;

public class A1111ParametersTests
{
    private static readonly KeyValuePair<string, string>[] Fields =
    [
        new("Steps", "20"), new("Sampler", "DPM++ 2M Karras"), new("CFG scale", "7.5"), new("Seed", "42"), new("Size", "64x64"), new("Model", "pocket"),
    ];

    [Test]
    public void ToString_FullRequest_IsTheWebUisText()
    {
        var text = new A1111Parameters("mossy brick", "blurry, text", Fields).ToString();
        Assert.That(text, Is.EqualTo(
            "mossy brick\nNegative prompt: blurry, text\nSteps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 42, Size: 64x64, Model: pocket"));
    }

    [TestCase("brick", "")]
    [TestCase("brick: (red:1.2), \"old\"\nsecond line", "blur\nsecond: negative, line")]
    [TestCase("", "only negative")]
    [TestCase("Steps: 3", "")]
    public void Parse_OwnText_GivesEverythingBack(string prompt, string negative)
    {
        var parsed = A1111Parameters.Parse(new A1111Parameters(prompt, negative, Fields).ToString());
        Assert.That(parsed.Prompt, Is.EqualTo(prompt));
        Assert.That(parsed.NegativePrompt, Is.EqualTo(negative));
        Assert.That(parsed.Fields, Is.EqualTo(Fields));
    }

    [TestCase("a, b")]
    [TestCase("key: value")]
    [TestCase("two\nlines, \"quoted\" and \\ back")]
    [TestCase("\"begins quoted")]
    [TestCase("\"\"")]
    [TestCase("tab\t, return\r")]
    public void Parse_ValueThatNeedsQuotes_GivesItBack(string value)
    {
        var text = new A1111Parameters("p", string.Empty, [.. Fields, new("Lora hashes", value), new("Version", "1")]).ToString();
        var parsed = A1111Parameters.Parse(text);
        Assert.That(parsed.Find("Lora hashes"), Is.EqualTo(value));
        Assert.That(parsed.Find("Version"), Is.EqualTo("1"));
    }

    [Test]
    public void Parse_NoFields_IsAllPrompt()
    {
        var parsed = A1111Parameters.Parse("just a prompt: with, colon: and\nlines");
        Assert.That(parsed.Prompt, Is.EqualTo("just a prompt: with, colon: and\nlines"));
        Assert.That(parsed.Fields, Is.Empty);
    }
}

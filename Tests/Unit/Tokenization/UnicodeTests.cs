using DiffusionTextures.Tokenization.Unicode;

namespace DiffusionTextures.Tests.Tokenization;

public class UnicodeTests
{
    [TestCase("e\u0301", "\u00E9")]
    [TestCase("\u212B", "\u00C5")]
    [TestCase("a\u0307\u0323", "\u1EA1\u0307")]
    [TestCase("\u1100\u1161\u11A8", "\uAC01")]
    [TestCase("\uAC00\u11A8", "\uAC01")]
    [TestCase("\u0958", "\u0915\u093C")]
    [TestCase("o\u0328\u0304", "\u01ED")]
    [TestCase("\u0344", "\u0308\u0301")]
    [TestCase("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")]
    [TestCase("\u0301e", "\u0301e")]
    [TestCase("q\u0307\u0323", "q\u0323\u0307")]
    public void Normalize_GivesFormC(string text, string expected)
    {
        Assert.That(CanonicalComposition.Normalize(CodePoints.Read(text)), Is.EqualTo(CodePoints.Read(expected)));
    }

    [TestCase('A', "a")]
    [TestCase('\u0130', "i\u0307")]
    [TestCase('\u03A3', "\u03C3")]
    [TestCase('\u1E9E', "\u00DF")]
    [TestCase('\u2126', "\u03C9")]
    [TestCase('\u00DF', "\u00DF")]
    public void AppendLower_MapsEachCodePoint(char c, string expected)
    {
        var lower = new List<int>();

        CodePoints.AppendLower(lower, c);

        Assert.That(lower, Is.EqualTo(CodePoints.Read(expected)));
    }

    [Test]
    public void Classes_BeyondTheFirstPlane_AreKnown()
    {
        Assert.That(CodePoints.IsLetter(0x10400), Is.True, "Deseret capital long I");
        Assert.That(CodePoints.IsLetter(0x20000), Is.True, "CJK extension B");
        Assert.That(CodePoints.IsNumber(0x1D7CE), Is.True, "mathematical bold zero");
        Assert.That(CodePoints.IsLetter(0x1F600), Is.False, "grinning face");
    }
}

using DiffusionTextures.Tokenization;

namespace DiffusionTextures.Tests.Tokenization;

public class KnownWordsTests
{
    private static readonly KnownWords Words = new(SmallTokenizer.Instance);

    [Test]
    public void Look_KnownAndUnknownWords_TellsThemApart()
    {
        var words = Words.Look("Stone, (stnoe:1.2) BREAK xylophone 7 STONE");

        Assert.That(words.Select(word => word.Text), Is.EqualTo(new[] { "stone", "stnoe", "xylophone" }));
        Assert.That(words.Select(word => word.IsKnown), Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public void Nearest_Misspelled_SuggestsTheWord() => Assert.That(Words.Nearest("stonee"), Does.Contain("stone"));

    [TestCase("", "abc", 3)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("same", "same", 0)]
    public void EditDistance_CountsEdits(string a, string b, int expected) => Assert.That(KnownWords.EditDistance(a, b), Is.EqualTo(expected));
}

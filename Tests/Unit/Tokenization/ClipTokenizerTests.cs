using System.Text;
using DiffusionTextures.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace DiffusionTextures.Tests.Tokenization;

public class ClipTokenizerTests
{
    private const int Megabyte = 1 << 20;

    private static ClipTokenizer Tokenizer => SmallTokenizer.Instance;

    [Test]
    public void EncodePadded_ShortText_FramesAndPads()
    {
        var ids = Tokenizer.EncodePadded("stone", Tokenizer.PadId, out var truncated);

        Assert.That(ids, Has.Length.EqualTo(77));
        Assert.That(ids[0], Is.EqualTo(Tokenizer.BosId));
        Assert.That(ids[1], Is.EqualTo(Tokenizer.Vocabulary["stone</w>"]));
        Assert.That(ids[2..], Is.All.EqualTo(Tokenizer.EosId));
        Assert.That(truncated, Is.Zero);
    }

    [Test]
    public void EncodePadded_LongText_KeepsTheEndAndCountsWhatFellOff()
    {
        var ids = Tokenizer.EncodePadded(string.Concat(Enumerable.Repeat("stone ", 80)), padId: 0, out var truncated);

        Assert.That(ids[76], Is.EqualTo(Tokenizer.EosId));
        Assert.That(truncated, Is.EqualTo(5));
    }

    [Test]
    public void Encode_Anything_DoesNotThrow() =>
        Prop.ForAll<string>(text => Tokenizer.Encode(text ?? "").All(id => id >= 0 && id < Tokenizer.Vocabulary.Count)).QuickCheckThrowOnFailure();

    [Test]
    public void Encode_TwoTextsWithASpaceBetween_IsBothInTurn() =>
        Prop.ForAll<string, string>((a, b) => Tokenizer.Encode(a + " " + b).SequenceEqual([.. Tokenizer.Encode(a ?? ""), .. Tokenizer.Encode(b ?? "")]))
            .QuickCheckThrowOnFailure();

    [Test]
    public void Encode_LoneSurrogate_IsTheReplacementCharacter()
    {
        Assert.That(Tokenizer.Encode("a\uD83D b\uDE00"), Is.EqualTo(Tokenizer.Encode("a\uFFFD b\uFFFD")));
    }

    [TestCase("\0")]
    [TestCase("\u200F\u202Estone")]
    [TestCase("\uFEFF")]
    public void Encode_OddCharacters_GivesIds(string text) => Assert.That(Tokenizer.Encode(text), Is.Not.Empty);

    [TestCase("a")]
    [TestCase("ab ")]
    [TestCase("<|endoftext|")]
    [TestCase("\u0301\u0323")]
    [TestCase("!")]
    [TestCase("\uD83D\uDE00")]
    public void Encode_AMegabyte_Completes(string unit)
    {
        var text = new StringBuilder(Megabyte + unit.Length);
        while (text.Length < Megabyte)
        {
            text.Append(unit);
        }

        Assert.That(Tokenizer.Encode(text.ToString()), Is.Not.Empty);
    }

    [Test]
    public void Encode_SpecialInTheText_IsOneIdInAnyCase()
    {
        Assert.That(Tokenizer.Encode("<|ENDOFTEXT|>"), Is.EqualTo(new[] { Tokenizer.EosId }));
    }

    [Test]
    public void Encode_PadTokenOfAnotherKind_IsFoundInTheText()
    {
        var folder = SmallTokenizer.Copy();
        File.WriteAllText(Path.Combine(folder, "special_tokens_map.json"), """{"pad_token": "!"}""");

        var tokenizer = ClipTokenizer.Load(folder);

        Assert.That(tokenizer.PadId, Is.Zero);
        Assert.That(tokenizer.Encode("stone!"), Is.EqualTo(new[] { tokenizer.Vocabulary["stone</w>"], 0 }));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void WithToken_InTheText_BecomesItsIdsInAnyCase()
    {
        var tokenizer = Tokenizer.WithToken("<moss-style>", [900, 901, 902]);

        Assert.That(tokenizer.Encode("A <Moss-Style> stone"), Is.EqualTo(new[] { Tokenizer.Encode("a")[0], 900, 901, 902, Tokenizer.Encode("stone")[0] }));
        Assert.That(Tokenizer.Encode("<moss-style>"), Does.Not.Contain(900));
    }

    [Test]
    public void WithToken_TakenName_IsRejected()
    {
        var tokenizer = Tokenizer.WithToken("<moss>", [900]);

        Assert.That(() => tokenizer.WithToken("<MOSS>", [901]), Throws.ArgumentException.With.Message.Contains("taken"));
    }

    [Test]
    public void Piece_OfEachId_ReadsBack()
    {
        Assert.That(Tokenizer.Piece(Tokenizer.Encode("stone")[0]), Is.EqualTo("stone</w>"));
        Assert.That(Tokenizer.Piece(Tokenizer.EosId), Is.EqualTo("<|endoftext|>"));
        Assert.That(Tokenizer.Piece(123_456), Is.EqualTo("<123456>"));
    }
}

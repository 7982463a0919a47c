using DiffusionTextures.Prompts;
using DiffusionTextures.Tests.Tokenization;

namespace DiffusionTextures.Tests.Prompts;

public class PromptChunksTests
{
    [Test]
    public void Split_Empty_IsOneEmptyChunk()
    {
        var chunk = PromptChunks.Split(SmallTokenizer.Instance, "").Single();

        Assert.That(chunk.Ids, Is.EqualTo(SmallTokenizer.Instance.EncodePadded("")));
        Assert.That(chunk.Weights, Is.All.EqualTo(1f));
    }

    [Test]
    public void Split_Weights_StandOverTheirTokens()
    {
        var chunk = PromptChunks.Split(SmallTokenizer.Instance, "stone (stone:1.5) stone").Single();

        Assert.That(chunk.Weights[..5], Is.EqualTo(new[] { 1f, 1f, 1.5f, 1f, 1f }));
        Assert.That(chunk.TokenCount, Is.EqualTo(3));
    }

    [Test]
    public void Split_MoreThanSeventyFive_ContinuesInTheNextChunk()
    {
        var chunks = PromptChunks.Split(SmallTokenizer.Instance, Repeat("stone ", 80));

        Assert.That(chunks.Select(chunk => chunk.TokenCount), Is.EqualTo(new[] { 75, 5 }));
        Assert.That(chunks[1].Ids[6], Is.EqualTo(SmallTokenizer.Instance.EosId));
    }

    [Test]
    public void Split_CommaNearTheEnd_MovesWhatFollows()
    {
        var chunks = PromptChunks.Split(SmallTokenizer.Instance, Repeat("stone ", 64) + ", " + Repeat("stone ", 15));

        Assert.That(chunks.Select(chunk => chunk.TokenCount), Is.EqualTo(new[] { 65, 15 }));
    }

    [Test]
    public void Split_CommaTooFarBack_CutsAtTheEnd()
    {
        var chunks = PromptChunks.Split(SmallTokenizer.Instance, Repeat("stone ", 50) + ", " + Repeat("stone ", 30));

        Assert.That(chunks.Select(chunk => chunk.TokenCount), Is.EqualTo(new[] { 75, 6 }));
    }

    [Test]
    public void Split_Break_BeginsAChunk()
    {
        var chunks = PromptChunks.Split(SmallTokenizer.Instance, "stone BREAK stone stone");

        Assert.That(chunks.Select(chunk => chunk.TokenCount), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Split_EmbeddingThatDoesNotFit_MovesAsAWhole()
    {
        var tokenizer = SmallTokenizer.Instance.WithToken("<e>", [900, 901, 902]);

        var chunks = PromptChunks.Split(tokenizer, Repeat("stone ", 74) + "<e>");

        Assert.That(chunks.Select(chunk => chunk.TokenCount), Is.EqualTo(new[] { 74, 3 }));
        Assert.That(chunks[1].Ids[1..4], Is.EqualTo(new[] { 900, 901, 902 }));
    }

    [Test]
    public void PadTo_FewerChunks_AddsEmptyOnes()
    {
        var chunks = PromptChunks.PadTo(SmallTokenizer.Instance, PromptChunks.Split(SmallTokenizer.Instance, "stone"), 3);

        Assert.That(chunks.Select(chunk => chunk.TokenCount), Is.EqualTo(new[] { 1, 0, 0 }));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}

using System.Text.Json;

namespace DiffusionTextures.CommandLine.Tests;

public class TokensTests
{
    [Test]
    public async Task Tokens_AWeightedPrompt_ShowsIdsPiecesAndWeights()
    {
        var run = await DtexRun.WithAsync("tokens", "(mossy:1.3) brick", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var chunk = JsonDocument.Parse(run.Output).RootElement.GetProperty("encoders")[0].GetProperty("texts")[0].GetProperty("chunks")[0];
        Assert.That(chunk.EnumerateArray().Select(token => token.GetProperty("piece").GetString()), Is.EqualTo(new[] { "mossy</w>", "brick</w>" }));
        Assert.That(chunk.EnumerateArray().Select(token => token.GetProperty("weight").GetSingle()), Is.EqualTo(new[] { 1.3f, 1f }).Within(1e-6f));
    }

    [Test]
    public async Task Tokens_AScheduledPrompt_ShowsEveryTextWithItsSteps()
    {
        var run = await DtexRun.WithAsync("tokens", "[red:blue:5] brick", "--steps", "10", "--json");

        var texts = JsonDocument.Parse(run.Output).RootElement.GetProperty("encoders")[0].GetProperty("texts").EnumerateArray()
            .Select(text => $"{text.GetProperty("text")} {text.GetProperty("fromStep")}-{text.GetProperty("toStep")}");
        Assert.That(texts, Is.EqualTo(new[] { "red brick 1-5", "blue brick 6-10" }));
    }

    [Test]
    public async Task Tokens_ALiteralPromptThatIsTooLong_WarnsOfWhatFallsOff()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("brick", 75).Append("moss"));

        var run = await DtexRun.WithAsync("tokens", prompt, "--emphasis", "none");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Does.Contain("1 of 76 tokens fall off the end: moss"));
    }

    [Test]
    public async Task Tokens_AWordThatTheModelDoesNotKnow_IsNamed()
    {
        var run = await DtexRun.WithAsync("tokens", "brik wall");

        Assert.That(run.Error, Does.Contain("brik").And.Contain("brick"));
    }
}

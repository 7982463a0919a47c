using DiffusionTextures.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace DiffusionTextures.Tests.Prompts;

public class AttentionParserTests
{
    [Test]
    public void Parse_Anything_GivesPartsOrSaysWhichWeightIsWrong() => Prop.ForAll(PromptTexts.Any, prompt =>
    {
        try
        {
            return AttentionParser.Parse(prompt).Count > 0;
        }
        catch (ArgumentException exception)
        {
            return exception.Message.Contains("weight");
        }
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Parse_BalancedPromptsWithACommaBetween_IsBothInTurn() => Prop.ForAll(PromptTexts.Balanced, PromptTexts.Balanced, (a, b) =>
    {
        var joined = AttentionParser.Parse($"{a},{b}");
        var inTurn = Merge([.. AttentionParser.Parse(a), new WeightedText(",", 1), .. AttentionParser.Parse(b)]);
        return joined.Select(part => (part.Text, part.Weight)).SequenceEqual(inTurn);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Parse_TenThousandNestedParentheses_MultipliesThemAll()
    {
        var parts = AttentionParser.Parse(new string('(', 10_000) + "moss" + new string(')', 10_000));

        Assert.That(parts, Has.Count.EqualTo(1));
        Assert.That(parts[0].Weight, Is.EqualTo(double.PositiveInfinity));
    }

    [TestCase("(")]
    [TestCase(")")]
    [TestCase("[a")]
    [TestCase("((a)")]
    [TestCase("(a:1.3), ")]
    [TestCase(":   ")]
    [TestCase("BREAK ")]
    [TestCase("\\")]
    [TestCase("(a")]
    public void Parse_AMegabyte_CompletesOrIsRejected(string unit)
    {
        var prompt = string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length));

        Assert.That(PartsOrError(prompt), Is.EqualTo("parts").Or.Contains("nests too many"));
    }

    [TestCase("(a:1.2.3)")]
    [TestCase("(a:.)")]
    public void Parse_WeightThatIsNoNumber_IsRejectedWithTheWeight(string prompt) =>
        Assert.That(() => AttentionParser.Parse(prompt), Throws.ArgumentException.With.Message.Contains("expected a number"));

    [TestCase("(a:1e9)")]
    [TestCase("(a:nan)")]
    [TestCase("(a:inf)")]
    public void Parse_WeightInOtherNotation_IsText(string prompt)
    {
        var parts = AttentionParser.Parse(prompt);

        Assert.That(parts[0].Text, Is.EqualTo(prompt[1..^1]));
        Assert.That(parts[0].Weight, Is.EqualTo(1.1));
    }

    [Test]
    public void Parse_DigitsOfAnotherScript_AreAWeight() => Assert.That(AttentionParser.Parse("(a:١.٥)")[0].Weight, Is.EqualTo(1.5));

    private static string PartsOrError(string prompt)
    {
        try
        {
            return AttentionParser.Parse(prompt).Count > 0 ? "parts" : "nothing";
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    private static List<(string Text, double Weight)> Merge(IEnumerable<WeightedText> parts)
    {
        var merged = new List<(string Text, double Weight)>();
        foreach (var part in parts)
        {
            if (merged.Count > 0 && merged[^1].Weight == part.Weight)
            {
                merged[^1] = (merged[^1].Text + part.Text, part.Weight);
            }
            else
            {
                merged.Add((part.Text, part.Weight));
            }
        }

        return merged;
    }
}

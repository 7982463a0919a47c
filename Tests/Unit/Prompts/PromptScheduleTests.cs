using DiffusionTextures.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace DiffusionTextures.Tests.Prompts;

public class PromptScheduleTests
{
    [Test]
    public void Read_Anything_EndsWithTheLastStepInRisingOrder() => Prop.ForAll(PromptTexts.Any, prompt =>
    {
        var ends = PromptSchedule.Read(prompt, 20).Select(part => part.EndStep).ToList();
        return ends[^1] == 20 && ends.SequenceEqual(ends.Distinct().Order()) && ends[0] >= 1;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Read_WithoutScheduleSyntax_IsThePrompt() =>
        Prop.ForAll(PromptTexts.Balanced, prompt => PromptSchedule.Read(prompt, 7).Single().Text == prompt).QuickCheckThrowOnFailure();

    [Test]
    public void Read_TwoSchedulesSideBySide_IsBothAtEachStep()
    {
        var left = PromptSchedule.Read("[a:b:3]", 10);
        var right = PromptSchedule.Read("[c|d]", 10);
        var both = PromptSchedule.Read("[a:b:3][c|d]", 10);

        for (var step = 1; step <= 10; step++)
        {
            Assert.That(PromptSchedule.At(both, step), Is.EqualTo(PromptSchedule.At(left, step) + PromptSchedule.At(right, step)));
        }
    }

    [Test]
    public void Read_TenThousandNestedSchedules_TakesTheInnermost()
    {
        var prompt = string.Concat(Enumerable.Repeat("[", 10_000)) + "moss" + string.Concat(Enumerable.Repeat("::30]", 10_000));

        Assert.That(PromptSchedule.Read(prompt, 20).Single().Text, Is.EqualTo("moss"));
    }

    [TestCase("[")]
    [TestCase("]")]
    [TestCase("(")]
    [TestCase("[a|b]")]
    [TestCase("[a:b:3]")]
    [TestCase(":")]
    [TestCase("|")]
    [TestCase("[a:")]
    public void Read_AMegabyte_Completes(string unit)
    {
        var prompt = string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length));

        Assert.That(PromptSchedule.Read(prompt, 4)[^1].EndStep, Is.EqualTo(4));
    }

    [Test]
    public void Read_HugeStep_IsNeverReached() => Assert.That(PromptSchedule.Read("[a:b:1e999]", 20).Single().Text, Is.EqualTo("a"));

    [Test]
    public void Read_NoSteps_IsRejected() => Assert.That(() => PromptSchedule.Read("a", 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
}

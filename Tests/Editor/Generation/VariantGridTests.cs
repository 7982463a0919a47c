namespace DiffusionTextures.Authoring.Tests.Generation;

public sealed class VariantGridTests
{
    [Test]
    public void Of_AllAxes_VariesSeedsFirst()
    {
        var grid = new VariantGrid { Seeds = [1, 2], Guidances = [2, 4], Prompts = ["a", "b"] };

        var variants = grid.Of(new GenerationSettings { Prompt = "p", Steps = 5 });

        Assert.That(
            variants.Select(variant => $"{variant.Settings.Prompt}{variant.Settings.Guidance}{variant.Seed}"),
            Is.EqualTo(new[] { "a21", "a22", "a41", "a42", "b21", "b22", "b41", "b42" }));
        Assert.That(variants.Select(variant => variant.Settings.Steps), Is.All.EqualTo(5));
    }

    [Test]
    public void Of_SeedsOnly_KeepsTheSettings()
    {
        var settings = new GenerationSettings { Prompt = "p", Guidance = 3 };

        Assert.That(new VariantGrid { Seeds = [9] }.Of(settings).Single().Settings, Is.EqualTo(settings));
    }

    [TestCase(0)]
    [TestCase(65)]
    public void Of_NoneOrTooMany_IsRefused(int seeds)
    {
        var grid = new VariantGrid { Seeds = [.. Enumerable.Range(0, seeds).Select(seed => (long)seed)] };

        Assert.That(() => grid.Of(new GenerationSettings()), Throws.TypeOf<MaterialException>().With.Message.Contains($"{seeds}"));
    }
}

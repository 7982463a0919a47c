namespace DiffusionTextures.Authoring.Tests.Results;

public sealed class ResultKeyTests
{
    private static readonly GenerationSettings Settings = new() { Prompt = "brick" };

    private static IEnumerable<GenerationSettings> Others()
    {
        yield return Settings with { Prompt = "bricks" };
        yield return Settings with { Negative = "snow" };
        yield return Settings with { Styles = [new PromptStyle("a", "b", "c")] };
        yield return Settings with { Edits = new ModelEdits { Tiling = TileAxes.X } };
        yield return Settings with { Edits = new ModelEdits { ClipSkip = 2 } };
        yield return Settings with { Width = 64 };
        yield return Settings with { Height = 64 };
        yield return Settings with { Steps = 3 };
        yield return Settings with { Guidance = 3 };
        yield return Settings with { Scheduler = "Euler" };
        yield return Settings with { Maps = MaterialMaps.Albedo };
        yield return Settings with { Relief = new MaterialMapSettings { NormalStrength = 2 } };
    }

    [TestCaseSource(nameof(Others))]
    public void Of_OtherSettings_IsAnother(GenerationSettings other)
    {
        using var folder = new ScratchFolder();
        var paths = new DocumentPaths(folder.Path);

        Assert.That(ResultKey.Of(other, 1, paths, null), Is.Not.EqualTo(ResultKey.Of(Settings, 1, paths, null)));
    }

    [Test]
    public void Of_SameContentsInAnotherFolder_IsTheSame()
    {
        using var here = new ScratchFolder();
        using var there = new ScratchFolder();
        var settings = Settings with { Start = new StartPicture("a.png") };
        File.WriteAllText(here.Of("a.png"), "x");
        File.WriteAllText(there.Of("a.png"), "x");

        Assert.That(
            ResultKey.Of(settings, 1, new DocumentPaths(there.Path), null), Is.EqualTo(ResultKey.Of(settings, 1, new DocumentPaths(here.Path), null)));
    }

    [Test]
    public void Of_OtherSeedOrProvider_IsAnother()
    {
        using var folder = new ScratchFolder();
        var paths = new DocumentPaths(folder.Path);
        var key = ResultKey.Of(Settings, 1, paths, null);

        Assert.That(ResultKey.Of(Settings, 2, paths, null), Is.Not.EqualTo(key));
        Assert.That(ResultKey.Of(Settings, 1, paths, [ExecutionProvider.DirectML]), Is.Not.EqualTo(key));
    }

    [Test]
    public void Of_FileWithOtherContents_IsAnother()
    {
        using var folder = new ScratchFolder();
        var paths = new DocumentPaths(folder.Path);
        var settings = Settings with { Start = new StartPicture("a.png") { Mask = "m.png" }, Edits = new ModelEdits { Loras = [new LoraReference("l")] }, Model = "model" };
        Directory.CreateDirectory(folder.Of("model"));
        var keys = new HashSet<string>();
        foreach (var changed in new[] { "a.png", "m.png", "l", Path.Combine("model", "x") })
        {
            File.WriteAllText(folder.Of(changed), "first");
        }

        keys.Add(ResultKey.Of(settings, 1, paths, null));
        foreach (var changed in new[] { "a.png", "m.png", "l", Path.Combine("model", "x") })
        {
            File.WriteAllText(folder.Of(changed), "the second");
            keys.Add(ResultKey.Of(settings, 1, paths, null));
        }

        Assert.That(keys, Has.Count.EqualTo(5));
    }
}

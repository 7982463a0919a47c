namespace DiffusionTextures.Authoring.Tests.Library;

public sealed class DocumentPathsTests
{
    [TestCase("../secret.png")]
    [TestCase("pictures/../../secret.png")]
    [TestCase("/etc/passwd")]
    [TestCase("C:/windows/a.png")]
    [TestCase("pictures\\..\\a.png")]
    [TestCase("\\\\host\\share\\a.png")]
    [TestCase("pictures//a.png")]
    [TestCase("./a.png")]
    [TestCase("nul")]
    [TestCase("pictures/aux.png")]
    [TestCase("")]
    [TestCase("a\u0000.png")]
    public void FileOf_ConfinedAndLeadingOut_IsRefused(string path)
    {
        using var folder = new ScratchFolder();

        Assert.That(() => new DocumentPaths(folder.Path, true).FileOf(path), Throws.TypeOf<MaterialException>().With.Message.Contains("not allowed"));
    }

    [Test]
    public void FileOf_ThroughALink_IsRefusedOnlyWhenConfined()
    {
        using var folder = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        File.WriteAllText(elsewhere.Of("a.png"), "x");
        Directory.CreateSymbolicLink(folder.Of("out"), elsewhere.Path);

        Assert.That(() => new DocumentPaths(folder.Path, true).FileOf("out/a.png"), Throws.TypeOf<MaterialException>().With.Message.Contains("link"));
        Assert.That(File.Exists(new DocumentPaths(folder.Path).FileOf("out/a.png")), Is.True);
    }

    [Test]
    public void ModelOf_SecondFolder_IsLookedIn()
    {
        using var folder = new ScratchFolder();
        using var models = new ScratchFolder();
        Directory.CreateDirectory(models.Of("sd15"));
        var paths = new DocumentPaths(folder.Path, true, models.Path);

        Assert.That(paths.ModelOf("sd15"), Is.EqualTo(models.Of("sd15")));
        Assert.That(paths.ModelOf(null), Is.EqualTo(PocketModel.Folder));
        Directory.CreateDirectory(folder.Of("sd15"));
        Assert.That(paths.ModelOf("sd15"), Is.EqualTo(folder.Of("sd15")));
    }
}

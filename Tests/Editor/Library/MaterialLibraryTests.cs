namespace DiffusionTextures.Authoring.Tests.Library;

public sealed class MaterialLibraryTests
{
    private ScratchFolder _folder = null!;
    private MaterialLibrary _library = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new ScratchFolder();
        _library = new MaterialLibrary(_folder.Path);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Create_ThenOpenElsewhere_IsTheSame()
    {
        var created = _library.Create("brick wall", Of("red brick"));

        var opened = new MaterialLibrary(_folder.Path).Open("brick wall");

        Assert.That(opened.Material.Settings.Prompt, Is.EqualTo("red brick"));
        Assert.That((opened.Revision, opened.Version), Is.EqualTo((created.Revision, created.Version)));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "brick wall.dtmat.json" }));
    }

    [TestCase("Brick")]
    [TestCase("brick")]
    public void Create_NameTakenInAnyCase_IsRefused(string name)
    {
        _library.Create("brick", Of("a"));

        Assert.That(() => _library.Create(name, Of("b")), Throws.TypeOf<MaterialException>().With.Message.Contains("already"));
        Assert.That(_library.Open("brick").Material.Settings.Prompt, Is.EqualTo("a"));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("../brick")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("/etc/passwd")]
    [TestCase("C:brick")]
    [TestCase("con")]
    [TestCase("COM1.txt")]
    [TestCase("nul .x")]
    [TestCase(".hidden")]
    [TestCase("brick ")]
    [TestCase("brick.")]
    [TestCase("a\u0000b")]
    [TestCase("a\nb")]
    [TestCase("what?")]
    public void Create_ImpossibleName_IsRefused(string name)
    {
        Assert.That(() => _library.Create(name, Of("a")), Throws.TypeOf<MaterialException>().With.Message.Contains("cannot be a name"));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public void Save_RevisionRead_ReplacesAndKeepsHistory()
    {
        var read = _library.Create("brick", Of("a"));
        _library.AddGeneration("brick", Record("11"));

        var saved = _library.Save("brick", Of("b"), read.Revision);

        Assert.That(saved.Material.Settings.Prompt, Is.EqualTo("b"));
        Assert.That(saved.Material.History.Select(record => record.Id), Is.EqualTo(new[] { "11" }));
        Assert.That(saved.Revision, Is.Not.EqualTo(read.Revision));
    }

    [Test]
    public void Save_ChangedElsewhere_TellsTheConflictAndLosesNothing()
    {
        var mine = _library.Create("brick", Of("a"));
        new MaterialLibrary(_folder.Path).Save("brick", Of("theirs"), mine.Revision);

        var conflict = Assert.Throws<MaterialConflictException>(() => _library.Save("brick", Of("mine"), mine.Revision));

        Assert.That(conflict!.Current.Material.Settings.Prompt, Is.EqualTo("theirs"));
        Assert.That(_library.Open("brick").Material.Settings.Prompt, Is.EqualTo("theirs"));
        Assert.That(_library.Save("brick", Of("mine"), conflict.Current.Revision).Material.Settings.Prompt, Is.EqualTo("mine"));
    }

    [Test]
    public void Save_EditedByHand_IsAConflictToo()
    {
        var mine = _library.Create("brick", Of("a"));
        File.WriteAllText(_folder.Of("brick.dtmat.json"), """{ "schema": 1, "prompt": "by hand" }""");

        Assert.That(() => _library.Save("brick", Of("mine"), mine.Revision), Throws.TypeOf<MaterialConflictException>());
        Assert.That(_library.Open("brick").Material.Settings.Prompt, Is.EqualTo("by hand"));
    }

    [Test]
    public void Save_ChangedElsewhereInTheSameTick_IsAConflictToo()
    {
        _library.Create("brick", Of("aaaa"));
        var mine = _library.Open("brick");
        var file = _folder.Of("brick.dtmat.json");
        var written = File.GetLastWriteTimeUtc(file);
        new MaterialLibrary(_folder.Path).Save("brick", Of("bbbb"), mine.Revision);
        File.SetLastWriteTimeUtc(file, written);
        _library.Open("brick");

        Assert.That(() => _library.Save("brick", Of("cccc"), mine.Revision), Throws.TypeOf<MaterialConflictException>());
    }

    [Test]
    public void AddGeneration_Cap_DropsTheOldestButNoFavourite()
    {
        _library.Create("brick", Of("a"));
        _library.AddGeneration("brick", Record("first"));
        _library.SetFavourite("brick", "first", true);
        for (var i = 0; i < MaterialLibrary.MaxHistory + 2; i++)
        {
            _library.AddGeneration("brick", Record($"r{i}"));
        }

        var history = _library.Open("brick").Material.History;

        Assert.That(history, Has.Count.EqualTo(MaterialLibrary.MaxHistory + 1));
        Assert.That(history[0].Id, Is.EqualTo("first"));
        Assert.That(history[1].Id, Is.EqualTo("r2"));
    }

    [Test]
    public void AddGeneration_SamePictureAgain_MovesToTheEndAndStaysAFavourite()
    {
        _library.Create("brick", Of("a"));
        _library.AddGeneration("brick", Record("1"));
        _library.SetFavourite("brick", "1", true);
        _library.AddGeneration("brick", Record("2"));

        var history = _library.AddGeneration("brick", Record("1")).Material.History;

        Assert.That(history.Select(record => (record.Id, record.Favourite)), Is.EqualTo(new[] { ("2", false), ("1", true) }));
    }

    [Test]
    public void Rename_Free_MovesAndTheOldNameIsGone()
    {
        _library.Create("brick", Of("a"));

        Assert.That(_library.Rename("brick", "Brick").Name, Is.EqualTo("Brick"));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "Brick.dtmat.json" }));
        _library.Create("stone", Of("b"));
        Assert.That(() => _library.Rename("stone", "brick"), Throws.TypeOf<MaterialException>());
    }

    [Test]
    public void Duplicate_Twice_CountsUp()
    {
        _library.Create("brick", Of("a"));

        Assert.That(_library.Duplicate("brick").Name, Is.EqualTo("brick 2"));
        Assert.That(_library.Duplicate("brick 2").Name, Is.EqualTo("brick 3"));
    }

    [Test]
    public void Delete_ThenRestore_BringsTheSameBack()
    {
        var saved = _library.Create("brick", Of("a"));

        var trashed = _library.Delete("brick");

        Assert.That(_library.List(), Is.Empty);
        Assert.That(_library.Trash().Select(entry => entry.Id), Is.EqualTo(new[] { trashed.Id }));
        _library.Create("brick", Of("new"));
        Assert.That(_library.Restore(trashed.Id).Name, Is.EqualTo("brick 2"));
        Assert.That(_library.Open("brick 2").Version, Is.EqualTo(saved.Version));
        Assert.That(_library.Trash(), Is.Empty);
        Assert.That(() => _library.Restore("../../x"), Throws.TypeOf<MaterialException>());
    }

    [Test]
    public void List_DamagedDocument_SaysWhyAndListsTheOthers()
    {
        _library.Create("good", Of("a"));
        File.WriteAllText(_folder.Of("bad.dtmat.json"), "{");

        var entries = _library.List();

        Assert.That(entries.Select(entry => (entry.Name, entry.Saved != null)), Is.EqualTo(new[] { ("bad", false), ("good", true) }));
        Assert.That(entries[0].Problem, Does.Contain("not JSON"));
    }

    [Test]
    public void List_LinkInTheFolder_IsNotFollowed()
    {
        using var elsewhere = new ScratchFolder();
        File.WriteAllText(elsewhere.Of("secret.dtmat.json"), """{ "schema": 1 }""");
        File.CreateSymbolicLink(_folder.Of("link.dtmat.json"), elsewhere.Of("secret.dtmat.json"));

        Assert.That(_library.List(), Is.Empty);
        Assert.That(() => _library.Open("link"), Throws.TypeOf<MaterialException>());
    }

    [Test]
    public void Scan_ChangesFromOutside_AreTold()
    {
        _library.Create("kept", Of("a"));
        _library.Create("edited", Of("a"));
        _library.Create("removed", Of("a"));
        Assert.That(_library.Scan(), Is.Empty);

        File.WriteAllText(_folder.Of("edited.dtmat.json"), """{ "schema": 1, "prompt": "other" }""");
        File.Delete(_folder.Of("removed.dtmat.json"));
        File.WriteAllText(_folder.Of("added.dtmat.json"), """{ "schema": 1 }""");

        Assert.That(_library.Scan(), Is.EquivalentTo(new Dictionary<string, MaterialChange>
        {
            ["added"] = MaterialChange.Added,
            ["edited"] = MaterialChange.Changed,
            ["removed"] = MaterialChange.Removed,
        }));
        Assert.That(_library.Scan(), Is.Empty);
    }

    [Test]
    public void AddGeneration_FromManyThreadsAndLibraries_LosesNone()
    {
        _library.Create("brick", Of("a"));
        var other = new MaterialLibrary(_folder.Path);

        Parallel.For(0, 60, i => (i % 2 == 0 ? _library : other).AddGeneration("brick", Record($"r{i}")));

        Assert.That(_library.Open("brick").Material.History.Select(record => record.Id), Is.EquivalentTo(Enumerable.Range(0, 60).Select(i => $"r{i}")));
    }

    [Test]
    public void Constructor_HalfWrittenFileOfADeadProcess_IsSwept()
    {
        File.WriteAllText(_folder.Of($".{Guid.NewGuid():N}.tmp"), "{ \"sch");

        _ = new MaterialLibrary(_folder.Path);

        Assert.That(_folder.Files, Is.Empty);
    }

    private static PromptMaterial Of(string prompt) => new() { Settings = new GenerationSettings { Prompt = prompt } };

    private static GenerationRecord Record(string id) => new(id, new GenerationSettings { Prompt = "x" }, 1, DateTimeOffset.UnixEpoch);
}

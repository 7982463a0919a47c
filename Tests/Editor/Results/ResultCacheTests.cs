namespace DiffusionTextures.Authoring.Tests.Results;

public sealed class ResultCacheTests
{
    private const string Id = "00112233445566778899aabbccddeeff";

    [TestCase("..")]
    [TestCase("../00112233445566778899aabbccddee")]
    [TestCase("00112233445566778899AABBCCDDEEFF")]
    [TestCase("")]
    public void FileOf_NoResultName_IsNull(string id)
    {
        using var folder = new ScratchFolder();

        Assert.That(new ResultCache(folder.Path).FileOf(id, MaterialMaps.Albedo), Is.Null);
    }

    [Test]
    public void Load_Gone_SaysHowToGetItBack()
    {
        using var folder = new ScratchFolder();

        Assert.That(() => new ResultCache(folder.Path).Load(Id), Throws.TypeOf<MaterialException>().With.Message.Contains("history"));
    }

    [Test]
    public void Trim_TooMuch_DeletesTheOldestThatNobodyKeeps()
    {
        using var folder = new ScratchFolder();
        var ids = Enumerable.Range(0, 4).Select(i => $"{i}{Id[1..]}").ToArray();
        for (var i = 0; i < ids.Length; i++)
        {
            Directory.CreateDirectory(folder.Of(ids[i]));
            File.WriteAllBytes(folder.Of(ids[i], "result.json"), new byte[1000]);
            Directory.SetLastWriteTimeUtc(folder.Of(ids[i]), DateTime.UnixEpoch.AddDays(i));
        }

        Directory.CreateDirectory(folder.Of("unfinished-old"));
        Directory.SetLastWriteTimeUtc(folder.Of("unfinished-old"), DateTime.UnixEpoch);
        Directory.CreateDirectory(folder.Of("unfinished-new"));
        var cache = new ResultCache(folder.Path);

        cache.Trim(2500, new HashSet<string> { ids[0] });

        Assert.That(ids.Where(cache.Contains), Is.EqualTo(new[] { ids[0], ids[2], ids[3] }));
        Assert.That(Directory.GetDirectories(folder.Path, "unfinished-*"), Is.EqualTo(new[] { folder.Of("unfinished-new") }));
    }
}

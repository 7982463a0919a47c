namespace DiffusionTextures.Tests.Textures;

public class TextureImageTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Save_OverAnOldFile_ReplacesItAndLeavesNothingElse()
    {
        var path = Path.Combine(_folder, "a.png");
        File.WriteAllText(path, "old");
        var image = new TextureImage(3, 2, PixelFormat.R16);
        image.Pixels.Span[1] = 77;
        image.Save(path, PngMetadata.ForRequest("p", "{}"));
        var read = TextureImage.Load(path, out var metadata);
        Assert.That(read.Pixels.ToArray(), Is.EqualTo(image.Pixels.ToArray()));
        Assert.That(metadata.Find("parameters"), Is.EqualTo("p"));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Save_UnusablePath_SaysWhichAndLeavesNothing()
    {
        var image = new TextureImage(1, 1, PixelFormat.R8);
        foreach (var path in new[] { Path.Combine(_folder, "none", "a.png"), _folder, "/dev/null/a.png", Path.Combine(_folder, new string('x', 300)) })
        {
            Assert.That(() => image.Save(path), Throws.TypeOf<TextureFileException>().With.Message.Contains(path), path);
        }

        Assert.That(() => image.Save(string.Empty), Throws.TypeOf<TextureFileException>());
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
    }

    [Test]
    public void Load_MissingOrDamaged_NamesThePath()
    {
        var path = Path.Combine(_folder, "a.png");
        Assert.That(() => TextureImage.Load(path), Throws.TypeOf<TextureFileException>().With.Message.Contains(path));
        File.WriteAllText(path, "not a picture");
        Assert.That(() => TextureImage.Load(path), Throws.TypeOf<TextureFileException>().With.Message.Contains(path).And.Message.Contains("signature"));
    }

    [TestCase(0, 1)]
    [TestCase(1, -1)]
    [TestCase(32769, 1)]
    [TestCase(32768, 32768)]
    public void New_SizeOutOfRange_Throws(int width, int height)
    {
        Assert.That(() => new TextureImage(width, height, PixelFormat.Rgba8), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void New_MemoryOfAnotherLength_Throws()
    {
        Assert.That(() => new TextureImage(2, 2, PixelFormat.Rgba8, new byte[15]), Throws.ArgumentException.With.Message.Contains("16"));
        Assert.That(() => new TextureImage(2, 2, (PixelFormat)99), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}

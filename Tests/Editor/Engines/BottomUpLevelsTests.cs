namespace DiffusionTextures.Authoring.Tests.Engines;

public sealed class BottomUpLevelsTests
{
    [Test]
    public void Of_Rows_AreTurnedOnEveryLevel()
    {
        // Two rows of white above two of black.
        var image = new TextureImage(4, 4, PixelFormat.R8);
        image.Pixels.Span[..8].Fill(255);

        var levels = BottomUpLevels.Of(image, false, true);

        Assert.That(levels.Select(level => level.Length), Is.EqualTo(new[] { 16, 4, 1 }));
        Assert.That(levels[0][..8], Is.All.EqualTo(0));
        Assert.That(levels[0][8..], Is.All.EqualTo(255));
        Assert.That(levels[1], Is.EqualTo(new byte[] { 0, 0, 255, 255 }));
        Assert.That(image.Pixels.Span[0], Is.EqualTo(255), "the picture itself stays");
    }

    [Test]
    public void Of_WithoutMips_HasOneLevel()
    {
        Assert.That(BottomUpLevels.Of(new TextureImage(8, 2, PixelFormat.Rgba8), true, false).Select(level => level.Length), Is.EqualTo(new[] { 64 }));
    }
}

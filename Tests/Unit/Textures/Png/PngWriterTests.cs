using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Tests.Textures.Png;

public class PngWriterTests
{
    [Test]
    public void Write_EveryFormatAndManySizes_ReadsBackTheSame(
        [Values(PixelFormat.Rgba8Srgb, PixelFormat.Rgba8, PixelFormat.R8, PixelFormat.R16)] PixelFormat format,
        [Values(1, 2, 3, 17, 64)] int width,
        [Values(1, 5, 32)] int height,
        [Values] bool opaque)
    {
        var image = new TextureImage(width, height, format);
        var pixels = image.Pixels.Span;
        new Random(width * height).NextBytes(pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            // Half of it smooth, so that every filter is chosen somewhere.
            pixels[i] = i % 3 == 0 ? pixels[i] : (byte)(i / 5);
            pixels[i] = opaque && i % 4 == 3 && format is PixelFormat.Rgba8 or PixelFormat.Rgba8Srgb ? (byte)255 : pixels[i];
        }

        var read = PngReader.Read(PngWriter.Write(image, PngMetadata.Empty), out var metadata);
        Assert.That(read.Format, Is.EqualTo(format));
        Assert.That((read.Width, read.Height), Is.EqualTo((width, height)));
        Assert.That(read.Pixels.Span.SequenceEqual(pixels), Is.True);
        Assert.That(metadata.Entries, Is.Empty);
    }

    [TestCase("plain\nwith a break")]
    [TestCase("Brücke, façade")]
    [TestCase("石の壁 🧱")]
    [TestCase("tab\tand return\r\n")]
    [TestCase("")]
    public void Write_Text_ReadsBackTheSame(string text)
    {
        var huge = string.Concat(Enumerable.Repeat(text + " ", 3000));
        var image = new TextureImage(1, 1, PixelFormat.R8);
        var file = PngWriter.Write(image, PngMetadata.ForRequest(text, huge));
        PngReader.Read(file, out var metadata);
        Assert.That(metadata.Find(PngMetadata.ParametersKey), Is.EqualTo(text));
        Assert.That(metadata.Find(PngMetadata.RequestKey), Is.EqualTo(huge));
        Assert.That(file, Has.Length.LessThan(20000));
    }

    [Test]
    public void Write_HalfASurrogatePair_BecomesTheReplacementCharacter()
    {
        var file = PngWriter.Write(new TextureImage(1, 1, PixelFormat.R8), PngMetadata.ForRequest("a\uD83D", "{}"));
        PngReader.Read(file, out var metadata);
        Assert.That(metadata.Find(PngMetadata.ParametersKey), Is.EqualTo("a\uFFFD"));
    }

    [TestCase("")]
    [TestCase(" a")]
    [TestCase("a ")]
    [TestCase("a  b")]
    [TestCase("石")]
    [TestCase("line\nbreak")]
    public void Metadata_KeyThatPngForbids_Throws(string key)
    {
        Assert.That(() => new PngMetadata([new(key, "text")]), Throws.ArgumentException);
    }

    [Test]
    public void Write_FormatThatPngLacks_SaysWhatToUse()
    {
        var image = new TextureImage(2, 2, PixelFormat.Rgba16Float);
        Assert.That(() => PngWriter.Write(image, PngMetadata.Empty), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Rgba8"));
    }
}

using DiffusionTextures.ImageSharp;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace DiffusionTextures.Adapters.Tests;

public class ImageSharpTexturesTests
{
    [TestCase(PixelFormat.Rgba8Srgb, typeof(Image<Rgba32>))]
    [TestCase(PixelFormat.Rgba8, typeof(Image<Rgba32>))]
    [TestCase(PixelFormat.R8, typeof(Image<L8>))]
    [TestCase(PixelFormat.R16, typeof(Image<L16>))]
    public void ToImage_AFormat_IsTheSamePixels(PixelFormat format, Type expected)
    {
        var texture = new TextureImage(3, 2, format);
        new Random(1).NextBytes(texture.Pixels.Span);
        using var image = texture.ToImage();
        Assert.That(image, Is.TypeOf(expected));
        Assert.That((image.Width, image.Height), Is.EqualTo((3, 2)));
        var back = image switch
        {
            Image<Rgba32> colors => colors.ToTextureImage(),
            Image<L16> deep => deep.ToTextureImage(),
            _ => null,
        };
        if (back != null)
        {
            Assert.That(back.Pixels.ToArray(), Is.EqualTo(texture.Pixels.ToArray()));
            Assert.That(back.Format, Is.EqualTo(format == PixelFormat.R16 ? PixelFormat.R16 : PixelFormat.Rgba8Srgb));
        }
    }

    [Test]
    public void ToImage_WhatImageSharpLacks_Throws()
    {
        Assert.That(() => new TextureImage(1, 1, PixelFormat.Rg8).ToImage(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Rg8"));
    }

    [Test]
    public void Load_AFile_IsAPictureOrAFailureThatNamesIt()
    {
        var path = Path.GetTempFileName();
        try
        {
            Assert.That(() => ImageSharpTextures.Load(path), Throws.TypeOf<TextureFileException>().With.Message.Contains(path));
            File.WriteAllText(path, "a picture");
            Assert.That(ImageSharpTextures.Load(path).Width, Is.EqualTo(2));
        }
        finally
        {
            File.Delete(path);
        }
    }
}

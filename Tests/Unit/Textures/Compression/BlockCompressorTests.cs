using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Compression;

namespace DiffusionTextures.Tests.Textures.Compression;

public class BlockCompressorTests
{
    // Eight materials with much fine colour; over forty of the pocket model's materials the fast BC7 mode reaches more.
    [TestCase(nameof(TextureEncoding.Bc1Srgb), nameof(BlockQuality.Good), 3, 34.0)]
    [TestCase(nameof(TextureEncoding.Bc3Srgb), nameof(BlockQuality.Good), 4, 34.0)]
    [TestCase(nameof(TextureEncoding.Bc4), nameof(BlockQuality.Good), 1, 40.0)]
    [TestCase(nameof(TextureEncoding.Bc5), nameof(BlockQuality.Good), 2, 40.0)]
    [TestCase(nameof(TextureEncoding.Bc7Srgb), nameof(BlockQuality.Fast), 4, 40.0)]
    [TestCase(nameof(TextureEncoding.Bc7Srgb), nameof(BlockQuality.Good), 4, 42.0)]
    public void Compress_PocketAlbedo_IsCloseEnough(string encodingName, string qualityName, int channels, double least)
    {
        var encoding = Enum.Parse<TextureEncoding>(encodingName);
        var quality = Enum.Parse<BlockQuality>(qualityName);
        var image = TextureImage.Load(Path.Combine(AppContext.BaseDirectory, "Data", "textures", "pocket_albedo.png"));
        var decibels = Psnr(image, encoding, quality, channels);
        TestContext.Out.WriteLine($"{encoding} {quality}: {decibels:f2} dB");
        Assert.That(decibels, Is.GreaterThan(least));
    }

    [TestCase(nameof(TextureEncoding.Bc1))]
    [TestCase(nameof(TextureEncoding.Bc3))]
    [TestCase(nameof(TextureEncoding.Bc4))]
    [TestCase(nameof(TextureEncoding.Bc5))]
    [TestCase(nameof(TextureEncoding.Bc7))]
    public void Compress_OneColour_IsExactOrNearly(string encodingName)
    {
        var encoding = Enum.Parse<TextureEncoding>(encodingName);
        for (var seed = 0; seed < 20; seed++)
        {
            var image = new TextureImage(5, 3, PixelFormat.Rgba8);
            var color = new byte[4];
            new Random(seed).NextBytes(color);
            color[3] = encoding == TextureEncoding.Bc1 ? (byte)255 : color[3];
            for (var i = 0; i < 15; i++)
            {
                color.CopyTo(image.Pixels.Span[(i * 4)..]);
            }

            var decoded = BlockDecoder.Decode(BlockCompressor.Compress(image, encoding), 5, 3, encoding);
            var channels = encoding == TextureEncoding.Bc4 ? 1 : encoding == TextureEncoding.Bc5 ? 2 : 4;
            var allowed = encoding is TextureEncoding.Bc1 or TextureEncoding.Bc3 ? 5 : encoding == TextureEncoding.Bc7 ? 1 : 0;
            for (var i = 0; i < decoded.Length; i++)
            {
                Assert.That((int)(i % 4 >= channels ? color[i % 4] : decoded[i]), Is.EqualTo((int)color[i % 4]).Within(allowed));
            }
        }
    }

    [Test]
    public void Compress_Bc1WithHoles_CutsThemOutExactly()
    {
        var image = new TextureImage(16, 16, PixelFormat.Rgba8);
        new Random(2).NextBytes(image.Pixels.Span);
        image.Pixels.Span[..256].Clear();
        var decoded = BlockDecoder.Decode(BlockCompressor.Compress(image, TextureEncoding.Bc1), 16, 16, TextureEncoding.Bc1);
        for (var i = 3; i < decoded.Length; i += 4)
        {
            Assert.That(decoded[i], Is.EqualTo(image.Pixels.Span[i] >= 128 ? 255 : 0));
        }
    }

    [Test]
    public void Compress_Bc7WithAlpha_KeepsOpaqueOpaqueAndTheRestClose()
    {
        var image = new TextureImage(64, 64, PixelFormat.Rgba8);
        for (var i = 0; i < 4096; i++)
        {
            new[] { (byte)(i % 64 * 4), (byte)(i / 64 * 4), (byte)90, i % 64 < 32 ? (byte)255 : (byte)(i / 16) }.CopyTo(image.Pixels.Span[(i * 4)..]);
        }

        var decoded = BlockDecoder.Decode(BlockCompressor.Compress(image, TextureEncoding.Bc7), 64, 64, TextureEncoding.Bc7);
        for (var i = 0; i < 4096; i++)
        {
            Assert.That((int)decoded[i * 4 + 3], Is.EqualTo((int)image.Pixels.Span[i * 4 + 3]).Within(i % 64 < 32 ? 0 : 8));
        }
    }

    [Test]
    public void Compress_OneThreadOrMany_GivesTheSameBytes()
    {
        var image = new TextureImage(130, 70, PixelFormat.Rgba8Srgb);
        new Random(4).NextBytes(image.Pixels.Span);
        Assert.That(
            BlockCompressor.Compress(image, TextureEncoding.Bc7, BlockQuality.Good, 1),
            Is.EqualTo(BlockCompressor.Compress(image, TextureEncoding.Bc7, BlockQuality.Good)));
    }

    [Test]
    public void Partitions_EveryRow_HoldsItsAnchorAndNotTexelZero()
    {
        for (var i = 0; i < Bc7Partitions.Count; i++)
        {
            Assert.That(Bc7Partitions.Masks[i] >> Bc7Partitions.Anchors[i] & 1, Is.EqualTo(1), $"anchor of {i}");
            Assert.That(Bc7Partitions.Masks[i] & 1, Is.Zero, $"texel 0 of {i}");
        }

        Assert.That(Bc7Partitions.Masks, Is.Unique);
    }

    [Test]
    public void Compress_WrongFormat_Throws()
    {
        var image = new TextureImage(4, 4, PixelFormat.R16);
        Assert.That(() => BlockCompressor.Compress(image, TextureEncoding.Bc4), Throws.ArgumentException);
        Assert.That(() => BlockCompressor.Compress(image, TextureEncoding.R16), Throws.ArgumentException);
    }

    private static double Psnr(TextureImage image, TextureEncoding encoding, BlockQuality quality, int channels)
    {
        var decoded = BlockDecoder.Decode(BlockCompressor.Compress(image, encoding, quality), image.Width, image.Height, encoding);
        double sum = 0;
        for (var i = 0; i < decoded.Length; i++)
        {
            sum += i % 4 < channels ? Math.Pow(decoded[i] - image.Pixels.Span[i], 2) : 0;
        }

        return 10 * Math.Log10(255.0 * 255 * image.Width * image.Height * Math.Min(channels, 3) / sum);
    }
}

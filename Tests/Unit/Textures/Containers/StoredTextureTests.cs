using DiffusionTextures.Tests.Textures.Compression;
using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Containers;

namespace DiffusionTextures.Tests.Textures.Containers;

public class StoredTextureTests
{
    // 20x12 is 5x3 blocks, then 3x2, 2x1, 1x1, 1x1.
    private static readonly int[] Bc7LevelBytes = [240, 96, 32, 16, 16];

    [Test]
    public void From_APicture_HasMipsInItsOwnFormat()
    {
        var texture = StoredTexture.From(new TextureImage(20, 12, PixelFormat.R16));
        Assert.That((texture.Width, texture.Height, texture.Encoding, texture.LevelCount), Is.EqualTo((20, 12, TextureEncoding.R16, 5)));
        Assert.That(texture.GetLevel(4).Length, Is.EqualTo(2));
        Assert.That(() => texture.GetLevel(5), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void From_WithoutMips_HasOneLevelThatIsThePicture()
    {
        var image = Noise(7, 5, PixelFormat.Rg8);
        var texture = StoredTexture.From(image, new StoredTextureSettings { Mips = null });
        Assert.That(texture.LevelCount, Is.EqualTo(1));
        Assert.That(texture.GetLevel(0).ToArray(), Is.EqualTo(image.Pixels.ToArray()));
    }

    [TestCase(TextureCompression.Bc1, TextureEncoding.Bc1, TextureEncoding.Bc1Srgb)]
    [TestCase(TextureCompression.Bc3, TextureEncoding.Bc3, TextureEncoding.Bc3Srgb)]
    [TestCase(TextureCompression.Bc4, TextureEncoding.Bc4, TextureEncoding.Bc4)]
    [TestCase(TextureCompression.Bc5, TextureEncoding.Bc5, TextureEncoding.Bc5)]
    [TestCase(TextureCompression.Bc7, TextureEncoding.Bc7, TextureEncoding.Bc7Srgb)]
    public void From_ACompression_TakesSrgbFromThePicture(TextureCompression compression, TextureEncoding linear, TextureEncoding srgb)
    {
        var settings = new StoredTextureSettings { Compression = compression };
        Assert.That(StoredTexture.From(new TextureImage(4, 4, PixelFormat.Rgba8), settings).Encoding, Is.EqualTo(linear));
        Assert.That(StoredTexture.From(new TextureImage(4, 4, PixelFormat.Rgba8Srgb), settings).Encoding, Is.EqualTo(srgb));
    }

    [Test]
    public void From_Mips_CompressesEveryLevel()
    {
        var texture = StoredTexture.From(Noise(20, 12, PixelFormat.Rgba8Srgb), new StoredTextureSettings { Compression = TextureCompression.Bc7 });
        Assert.That(texture.Levels.Select(level => level.Length), Is.EqualTo(Bc7LevelBytes));
    }

    [Test]
    public void From_AnyNumberOfThreads_GivesTheSameBytes(
        [Values(TextureCompression.None, TextureCompression.Bc1, TextureCompression.Bc5, TextureCompression.Bc7)] TextureCompression compression, [Values] MipFilter filter)
    {
        var image = Noise(201, 143, PixelFormat.Rgba8);
        StoredTexture Make(int? threads) => StoredTexture.From(image, new StoredTextureSettings { Compression = compression, MaxThreads = threads, Mips = new MipSettings { Filter = filter } });
        var one = Make(1);
        foreach (var threads in new int?[] { 2, 7, null })
        {
            Assert.That(Make(threads).Levels, Is.EqualTo(one.Levels), $"{threads} threads");
        }
    }

    [Test]
    public void From_TheSettings_EachChangeTheBytes()
    {
        var image = Noise(32, 32, PixelFormat.Rgba8);
        var plain = new StoredTextureSettings { Compression = TextureCompression.Bc7 };
        var mips = new MipSettings();
        var all = new[]
        {
            plain, plain with { Quality = BlockQuality.Fast }, plain with { Mips = mips with { Filter = MipFilter.Kaiser } },
            plain with { Mips = mips with { Filter = MipFilter.Kaiser, Edge = MipEdge.Clamp } }, plain with { Mips = mips with { IsNormalMap = true } },
            plain with { Mips = mips with { AlphaWeighted = true } },
        };
        Assert.That(all.Select(settings => Convert.ToHexString(KtxFile.Write(StoredTexture.From(image, settings)))), Is.Unique);
    }

    [TestCase(1, 1)]
    [TestCase(1, 7)]
    [TestCase(5, 3)]
    [TestCase(200, 120)]
    public void From_OddSizes_DecodeToWhatWentIn(int width, int height)
    {
        var image = new TextureImage(width, height, PixelFormat.Rgba8);
        for (var i = 0; i < width * height; i++)
        {
            var slope = (byte)(i % width / 2 + i / width);
            new[] { slope, slope, (byte)(255 - slope), (byte)255 }.CopyTo(image.Pixels.Span[(i * 4)..]);
        }

        var texture = StoredTexture.From(image, new StoredTextureSettings { Compression = TextureCompression.Bc7 });
        var mips = MipChain.Build(image, new MipSettings());
        for (var level = 0; level < mips.Length; level++)
        {
            var decoded = BlockDecoder.Decode(texture.Levels[level], mips[level].Width, mips[level].Height, TextureEncoding.Bc7);
            for (var i = 0; i < decoded.Length; i++)
            {
                Assert.That((int)decoded[i], Is.EqualTo((int)mips[level].Pixels.Span[i]).Within(2 + ((1 << level) / 4)), $"level {level} byte {i}");
            }
        }
    }

    [Test]
    public void Save_Ktx2AndDds_LoadBack()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            KeyValuePair<string, string>[] metadata = [new("seed", "7"), new("prompt", "Ziegel, größer\nund alt")];
            var settings = StoredTextureSettings.ForMap(MaterialMaps.Albedo) with { Metadata = metadata };
            var texture = StoredTexture.From(Noise(10, 6, PixelFormat.Rgba8Srgb), settings);
            texture.SaveKtx2(Path.Combine(folder, "a"));
            texture.SaveDds(Path.Combine(folder, "b"));
            var ktx = StoredTexture.Load(Path.Combine(folder, "a"));
            Assert.That((ktx.Encoding, ktx.Levels.Count), Is.EqualTo((TextureEncoding.Bc7Srgb, 4)));
            Assert.That(ktx.Levels, Is.EqualTo(texture.Levels));
            Assert.That(ktx.Metadata, Is.EqualTo(metadata.Reverse()), "sorted by key");
            var dds = StoredTexture.Load(Path.Combine(folder, "b"));
            Assert.That(dds.Levels, Is.EqualTo(texture.Levels));
            Assert.That(dds.Metadata, Is.Empty);
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(2), "no temporary file stays");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Test]
    public void Load_WhatIsNone_NamesTheFile()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "textures", "pocket_albedo.png");
        Assert.That(() => StoredTexture.Load(path), Throws.TypeOf<TextureFileException>().With.Message.Contains("pocket_albedo.png").And.Message.Contains("KTX2"));
        Assert.That(() => StoredTexture.Load("no-such.dds"), Throws.TypeOf<TextureFileException>().With.Message.Contains("no-such.dds"));
    }

    [Test]
    public void From_WhatCannotBe_Throws()
    {
        void Refused(PixelFormat format, StoredTextureSettings settings, string word)
        {
            Assert.That(() => StoredTexture.From(new TextureImage(4, 4, format), settings), Throws.InstanceOf<ArgumentException>().With.Message.Contains(word));
        }

        Refused(PixelFormat.R16, new StoredTextureSettings { Compression = TextureCompression.Bc4 }, "R16");
        Refused(PixelFormat.R8, new StoredTextureSettings { Mips = new MipSettings { IsNormalMap = true } }, "unit vectors");
        Refused(PixelFormat.R8, new StoredTextureSettings { MaxThreads = 0 }, "MaxThreads");
        Refused(PixelFormat.R8, new StoredTextureSettings { Compression = (TextureCompression)99 }, "TextureCompression");
        Refused(PixelFormat.R8, new StoredTextureSettings { Metadata = [new("KTXwriter", "me")] }, "KTXwriter");
        Refused(PixelFormat.R8, new StoredTextureSettings { Metadata = [new("a", "1"), new("a", "2")] }, "twice");
        Refused(PixelFormat.R8, new StoredTextureSettings { Metadata = [new(string.Empty, "1")] }, "key");
        Refused(PixelFormat.R8, new StoredTextureSettings { Metadata = [new("a", "1\0")] }, "NUL");
        Assert.That(() => StoredTextureSettings.ForMap(MaterialMaps.All), Throws.ArgumentException);
    }

    [Test]
    public void Read_RowsThatRunUpwards_AreRefused()
    {
        var file = KtxFile.Write(StoredTexture.From(new TextureImage(4, 4, PixelFormat.R8)));
        var at = file.AsSpan().IndexOf("\0rd\0"u8);
        file[at + 2] = (byte)'u';
        Assert.That(() => KtxFile.Read(file), Throws.TypeOf<TextureFileException>().With.Message.Contains("'ru'"));
    }

    private static TextureImage Noise(int width, int height, PixelFormat format)
    {
        var image = new TextureImage(width, height, format);
        new Random(width * height).NextBytes(image.Pixels.Span);
        return image;
    }
}

using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Containers;

namespace DiffusionTextures.Tests.Textures.Containers;

public class ContainerTests
{
    // 20x12 is 5x3 blocks, then 3x2, 2x1, 1x1, 1x1.
    private static readonly int[] Bc7LevelBytes = [240, 96, 32, 16, 16];
    private static readonly string[] Encodings = Enum.GetNames<TextureEncoding>();

    [Test]
    public void KtxWrite_EveryEncoding_IsWhatASecondParserExpects([ValueSource(nameof(Encodings))] string encodingName)
    {
        var encoding = Enum.Parse<TextureEncoding>(encodingName);
        var texture = Sample(encoding, 20, 12);
        var file = KtxFile.Write(texture);
        var parsed = KtxSpecificationParser.Parse(file);
        Assert.That((parsed.Width, parsed.Height), Is.EqualTo((20, 12)));
        Assert.That(parsed.Levels, Is.EqualTo(texture.Levels));
        Assert.That(parsed.IsSrgb, Is.EqualTo(encoding.ToString().EndsWith("Srgb")));
        Assert.That(parsed.BitsPerUnit, Is.EqualTo(TextureEncodings.UnitBytes(encoding) * 8));
        Same(KtxFile.Read(file), texture);
    }

    [Test]
    public void DdsWrite_EveryEncoding_ReadsBackAndHasTheDocumentedHeader([ValueSource(nameof(Encodings))] string encodingName)
    {
        var encoding = Enum.Parse<TextureEncoding>(encodingName);
        var texture = Sample(encoding, 20, 12);
        var file = DdsFile.Write(texture);
        int At(int offset) => BitConverter.ToInt32(file, offset);
        Assert.That(System.Text.Encoding.ASCII.GetString(file, 0, 4), Is.EqualTo("DDS "));
        Assert.That((At(4), At(12), At(16), At(28), At(76)), Is.EqualTo((124, 12, 20, 5, 32)));
        Assert.That(System.Text.Encoding.ASCII.GetString(file, 84, 4), Is.EqualTo("DX10"));
        Assert.That(file.AsSpan(148, texture.Levels[0].Length).SequenceEqual(texture.Levels[0]), Is.True);
        Same(DdsFile.Read(file), texture);
    }

    [Test]
    public void Read_CutOffAnywhere_IsRefused()
    {
        var texture = Sample(TextureEncoding.Bc7, 9, 5);
        foreach (var (file, read) in new (byte[], Func<byte[], StoredTexture>)[] { (KtxFile.Write(texture), KtxFile.Read), (DdsFile.Write(texture), DdsFile.Read) })
        {
            for (var length = 0; length < file.Length; length++)
            {
                Assert.That(() => read(file[..length]), Throws.TypeOf<TextureFileException>(), $"{length} bytes");
            }
        }
    }

    [Test]
    public void Read_AnyFlippedBit_IsRefusedOrATexture()
    {
        var texture = Sample(TextureEncoding.Bc1, 9, 5);
        foreach (var (file, read) in new (byte[], Func<byte[], StoredTexture>)[] { (KtxFile.Write(texture), KtxFile.Read), (DdsFile.Write(texture), DdsFile.Read) })
        {
            for (var bit = 0; bit < file.Length * 8; bit++)
            {
                file[bit / 8] ^= (byte)(1 << (bit % 8));
                try
                {
                    read(file);
                }
                catch (TextureFileException)
                {
                }

                file[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Test]
    public void From_Mips_CompressesEveryLevel()
    {
        var mips = MipChain.Build(new TextureImage(20, 12, PixelFormat.Rgba8Srgb), new MipSettings());
        Assert.That(StoredTexture.From(mips).Encoding, Is.EqualTo(TextureEncoding.Rgba8Srgb));
        Assert.That(StoredTexture.From(mips, TextureEncoding.Bc7Srgb).Levels.Select(level => level.Length), Is.EqualTo(Bc7LevelBytes));
        Assert.That(() => new StoredTexture(4, 4, TextureEncoding.R8, [new byte[15]]), Throws.ArgumentException);
    }

    private static StoredTexture Sample(TextureEncoding encoding, int width, int height)
    {
        var random = new Random(6);
        var levels = new byte[MipChain.LevelCount(width, height)][];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = new byte[TextureEncodings.LevelBytes(encoding, Math.Max(1, width >> i), Math.Max(1, height >> i))];
            random.NextBytes(levels[i]);
        }

        return new StoredTexture(width, height, encoding, levels);
    }

    private static void Same(StoredTexture actual, StoredTexture expected)
    {
        Assert.That((actual.Width, actual.Height, actual.Encoding), Is.EqualTo((expected.Width, expected.Height, expected.Encoding)));
        Assert.That(actual.Levels, Is.EqualTo(expected.Levels));
    }
}

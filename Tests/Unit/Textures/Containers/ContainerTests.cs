using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Containers;

namespace DiffusionTextures.Tests.Textures.Containers;

public class ContainerTests
{
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
    public void DdsWrite_EveryEncoding_IsWhatASecondParserExpects([ValueSource(nameof(Encodings))] string encodingName)
    {
        var encoding = Enum.Parse<TextureEncoding>(encodingName);
        var texture = Sample(encoding, 20, 12);
        var file = DdsFile.Write(texture);
        var parsed = DdsSpecificationParser.Parse(file);
        Assert.That((parsed.Width, parsed.Height), Is.EqualTo((20, 12)));
        Assert.That(parsed.Levels, Is.EqualTo(texture.Levels));
        Assert.That(parsed.Format, Is.EqualTo(DxgiName(encoding)));
        Same(DdsFile.Read(file), texture);
    }

    [Test]
    public void Read_CutOffAnywhere_IsRefused()
    {
        var texture = Sample(TextureEncoding.Bc7, 9, 5, new("seed", "7"), new("prompt", "moss"));
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
        var texture = Sample(TextureEncoding.Bc1, 9, 5, new("seed", "7"), new("prompt", "moss"));
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

    private static string DxgiName(TextureEncoding encoding)
    {
        return encoding switch
        {
            TextureEncoding.Rgba8Srgb => "R8G8B8A8_UNORM_SRGB",
            TextureEncoding.Rgba8 => "R8G8B8A8_UNORM",
            TextureEncoding.R8 => "R8_UNORM",
            TextureEncoding.R16 => "R16_UNORM",
            TextureEncoding.Rg8 => "R8G8_UNORM",
            TextureEncoding.Rgba16Float => "R16G16B16A16_FLOAT",
            _ => encoding.ToString().ToUpperInvariant().Replace("SRGB", "_UNORM_SRGB") is var name && name.Contains('_') ? name : $"{name}_UNORM",
        };
    }

    private static StoredTexture Sample(TextureEncoding encoding, int width, int height, params KeyValuePair<string, string>[] metadata)
    {
        var random = new Random(6);
        var levels = new byte[MipChain.LevelCount(width, height)][];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = new byte[TextureEncodings.LevelBytes(encoding, Math.Max(1, width >> i), Math.Max(1, height >> i))];
            random.NextBytes(levels[i]);
        }

        return new StoredTexture(width, height, encoding, levels, metadata);
    }

    private static void Same(StoredTexture actual, StoredTexture expected)
    {
        Assert.That((actual.Width, actual.Height, actual.Encoding), Is.EqualTo((expected.Width, expected.Height, expected.Encoding)));
        Assert.That(actual.Levels, Is.EqualTo(expected.Levels));
    }
}

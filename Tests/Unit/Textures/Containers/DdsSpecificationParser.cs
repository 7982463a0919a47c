using System.Text;

namespace DiffusionTextures.Tests.Textures.Containers;

/// <summary>A second DDS parser, written from Microsoft's DDS_HEADER and DDS_HEADER_DXT10 and asserting their rules; shares no code with the runtime.</summary>
internal sealed record DdsSpecificationParser(int Width, int Height, string Format, List<byte[]> Levels)
{
    // DXGI_FORMAT, bytes of a texel or block, texels of a block's side.
    private static readonly Dictionary<uint, (string Name, int Bytes, int Side)> Formats = new()
    {
        [10] = ("R16G16B16A16_FLOAT", 8, 1), [28] = ("R8G8B8A8_UNORM", 4, 1), [29] = ("R8G8B8A8_UNORM_SRGB", 4, 1), [49] = ("R8G8_UNORM", 2, 1),
        [56] = ("R16_UNORM", 2, 1), [61] = ("R8_UNORM", 1, 1), [71] = ("BC1_UNORM", 8, 4), [72] = ("BC1_UNORM_SRGB", 8, 4), [77] = ("BC3_UNORM", 16, 4),
        [78] = ("BC3_UNORM_SRGB", 16, 4), [80] = ("BC4_UNORM", 8, 4), [83] = ("BC5_UNORM", 16, 4), [98] = ("BC7_UNORM", 16, 4), [99] = ("BC7_UNORM_SRGB", 16, 4),
    };

    public static DdsSpecificationParser Parse(byte[] file)
    {
        uint U32(int at) => BitConverter.ToUInt32(file, at);
        Assert.That(Encoding.ASCII.GetString(file, 0, 4), Is.EqualTo("DDS "));
        Assert.That((U32(4), U32(76)), Is.EqualTo((124u, 32u)), "sizes of the header and its pixel format");
        Assert.That(U32(8) & 0x1007, Is.EqualTo(0x1007), "caps, height, width, pixel format");
        Assert.That(Encoding.ASCII.GetString(file, 84, 4), Is.EqualTo("DX10"));
        Assert.That(U32(80), Is.EqualTo(4), "the pixel format is a four-character code");
        Assert.That((U32(132), U32(136), U32(140)), Is.EqualTo((3u, 0u, 1u)), "a 2D texture, no cube, one element");
        Assert.That(Formats, Contains.Key(U32(128)));
        var (name, bytes, side) = Formats[U32(128)];
        var (height, width, count) = ((int)U32(12), (int)U32(16), (int)U32(28));
        Assert.That((U32(8) & 0x20000) != 0, Is.EqualTo(count > 1), "DDSD_MIPMAPCOUNT");
        Assert.That(U32(108), Is.EqualTo(count > 1 ? 0x401008 : 0x1000), "texture, and complex with mips");
        int Row(int level) => (Math.Max(1, width >> level) + side - 1) / side * bytes;
        int Size(int level) => Row(level) * ((Math.Max(1, height >> level) + side - 1) / side);
        Assert.That(U32(8) & 0x80008, Is.EqualTo(side > 1 ? 0x80000 : 8), "DDSD_LINEARSIZE of blocks, DDSD_PITCH of texels");
        Assert.That(U32(20), Is.EqualTo(side > 1 ? Size(0) : Row(0)));
        var levels = new List<byte[]>();
        var at = 148;
        for (var level = 0; level < count; level++)
        {
            levels.Add(file[at..(at + Size(level))]);
            at += Size(level);
        }

        Assert.That(at, Is.EqualTo(file.Length), "nothing follows the last level");
        return new DdsSpecificationParser(width, height, name, levels);
    }
}

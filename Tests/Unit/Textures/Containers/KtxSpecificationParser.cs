namespace DiffusionTextures.Tests.Textures.Containers;

/// <summary>A second KTX 2.0 parser, written from the specification and asserting each of its rules; shares no code with the runtime.</summary>
internal sealed record KtxSpecificationParser(int Width, int Height, List<byte[]> Levels, bool IsSrgb, int BitsPerUnit)
{
    public static KtxSpecificationParser Parse(byte[] file)
    {
        uint U32(int at) => BitConverter.ToUInt32(file, at);
        ulong U64(int at) => BitConverter.ToUInt64(file, at);
        Assert.That(file[..12], Is.EqualTo(new byte[] { 0xAB, (byte)'K', (byte)'T', (byte)'X', (byte)' ', (byte)'2', (byte)'0', 0xBB, 13, 10, 26, 10 }));
        Assert.That(U32(12), Is.Not.Zero, "vkFormat");
        Assert.That(U32(16), Is.EqualTo(1).Or.EqualTo(2), "typeSize");
        Assert.That((U32(28), U32(32), U32(36), U32(44)), Is.EqualTo((0u, 0u, 1u, 0u)), "depth, layers, faces, supercompression");
        Assert.That((U64(64), U64(72)), Is.EqualTo((0ul, 0ul)), "supercompression global data");
        var count = (int)U32(40);
        var descriptorAt = (int)U32(48);
        Assert.That(descriptorAt, Is.EqualTo(80 + count * 24), "the descriptor follows the level index");
        Assert.That(U32(descriptorAt), Is.EqualTo(U32(52)), "dfdTotalSize");
        Assert.That(U32(descriptorAt + 4), Is.Zero, "vendor and descriptor type");
        Assert.That(BitConverter.ToUInt16(file, descriptorAt + 8), Is.EqualTo(2), "version");
        var blockSize = BitConverter.ToUInt16(file, descriptorAt + 10);
        Assert.That(blockSize, Is.EqualTo(U32(52) - 4), "descriptor block size");
        var samples = (blockSize - 24) / 16;
        Assert.That(samples, Is.InRange(1, 4));
        var bits = 0;
        for (var i = 0; i < samples; i++)
        {
            var at = descriptorAt + 28 + i * 16;
            Assert.That(BitConverter.ToUInt16(file, at), Is.EqualTo(bits), "bit offset");
            bits += file[at + 2] + 1;
        }

        Assert.That(file[descriptorAt + 20] * 8, Is.EqualTo(bits), "bytesPlane0");
        var compressed = file[descriptorAt + 12] >= 128;
        Assert.That((file[descriptorAt + 16], file[descriptorAt + 17]), Is.EqualTo(compressed ? ((byte)3, (byte)3) : ((byte)0, (byte)0)), "block dimensions");
        CheckFacts(file, (int)U32(56), (int)U32(60));
        var levels = new List<byte[]>();
        var end = (ulong)file.Length;
        for (var i = 0; i < count; i++)
        {
            var (offset, length) = (U64(80 + i * 24), U64(88 + i * 24));
            Assert.That(U64(96 + i * 24), Is.EqualTo(length), "uncompressed length");
            Assert.That(offset % (ulong)Math.Max(4, bits / 8), Is.Zero, "alignment");
            Assert.That(offset + length, Is.LessThanOrEqualTo(end), "the largest level lies last");
            end = offset;
            levels.Add(file[(int)offset..(int)(offset + length)]);
        }

        return new KtxSpecificationParser((int)U32(20), (int)U32(24), levels, file[descriptorAt + 14] == 2, bits);
    }

    private static void CheckFacts(byte[] file, int at, int length)
    {
        Assert.That(at % 4, Is.Zero);
        var end = at + length;
        var last = string.Empty;
        while (at < end)
        {
            var size = BitConverter.ToInt32(file, at);
            var text = System.Text.Encoding.UTF8.GetString(file, at + 4, size);
            var key = text[..text.IndexOf('\0')];
            Assert.That(string.CompareOrdinal(last, key), Is.Negative, "keys are sorted");
            Assert.That(text[^1], Is.EqualTo('\0'), "values end in NUL");
            last = key;
            at += 4 + (size + 3) / 4 * 4;
        }

        Assert.That(at, Is.EqualTo(end));
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Tests.Textures.Png;

/// <summary>Builds PNG files chunk by chunk, right or wrong, without our writer.</summary>
internal sealed class PngFileBuilder
{
    private readonly MemoryStream _file = new();

    public PngFileBuilder()
    {
        _file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
    }

    public PngFileBuilder Header(int width, int height, int depth, int colorType, int interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        data[8] = (byte)depth;
        data[9] = (byte)colorType;
        data[12] = (byte)interlace;
        return Chunk("IHDR", data);
    }

    /// <summary>IDAT with the given filtered rows, by the platform's own zlib stream.</summary>
    public PngFileBuilder Data(params byte[] rows)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return Chunk("IDAT", stream.ToArray());
    }

    public PngFileBuilder Chunk(string type, params byte[] data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        _file.Write(word);
        var name = Encoding.ASCII.GetBytes(type);
        _file.Write(name);
        _file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, PngChecksum.Crc32(PngChecksum.Crc32(0, name), data));
        _file.Write(word);
        return this;
    }

    public byte[] End()
    {
        Chunk("IEND");
        return _file.ToArray();
    }
}

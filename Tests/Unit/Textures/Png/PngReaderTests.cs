using System.Text;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Tests.Textures.Png;

public class PngReaderTests
{
    [TestCase(1, 0b10110000, new[] { 255, 0, 255, 255 })]
    [TestCase(2, 0b00_01_10_11, new[] { 0, 85, 170, 255 })]
    public void Read_SmallGray_ScalesToBytes(int depth, int row, int[] expected)
    {
        var image = Read(new PngFileBuilder().Header(4, 1, depth, 0).Data(0, (byte)row).End());
        Assert.That(image.Format, Is.EqualTo(PixelFormat.R8));
        Assert.That(image.Pixels.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Read_Gray16_KeepsEveryBit()
    {
        var image = Read(new PngFileBuilder().Header(2, 1, 16, 0).Data(0, 0x12, 0x34, 0xFE, 0xDC).End());
        Assert.That(image.Format, Is.EqualTo(PixelFormat.R16));
        Assert.That(image.Pixels.ToArray(), Is.EqualTo(new byte[] { 0x34, 0x12, 0xDC, 0xFE }));
    }

    [Test]
    public void Read_Palette_LooksUpColourAndTransparency()
    {
        var file = new PngFileBuilder().Header(3, 1, 4, 3).Chunk("PLTE", 1, 2, 3, 4, 5, 6, 7, 8, 9).Chunk("tRNS", 10, 20).Data(0, 0x21, 0x00).End();
        Assert.That(Read(file).Pixels.ToArray(), Is.EqualTo(new byte[] { 7, 8, 9, 255, 4, 5, 6, 20, 1, 2, 3, 10 }));
    }

    [Test]
    public void Read_ColourKey_MakesThatColourTransparent()
    {
        var file = new PngFileBuilder().Header(2, 1, 8, 2).Chunk("tRNS", 0, 1, 0, 2, 0, 3).Data(0, 1, 2, 3, 1, 2, 4).End();
        Assert.That(Read(file).Pixels.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 0, 1, 2, 4, 255 }));
        var gray = new PngFileBuilder().Header(2, 1, 16, 0).Chunk("tRNS", 0x12, 0x34).Data(0, 0x12, 0x34, 0x12, 0x35).End();
        Assert.That(Read(gray).Pixels.ToArray(), Is.EqualTo(new byte[] { 18, 18, 18, 0, 18, 18, 18, 255 }));
    }

    [Test]
    public void Read_SixteenBitColour_RoundsToBytes()
    {
        var image = Read(new PngFileBuilder().Header(1, 1, 16, 6).Data(0, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x80, 0x00, 0x81).End());
        Assert.That(image.Pixels.ToArray(), Is.EqualTo(new byte[] { 255, 128, 0, 1 }));
        var grayAlpha = Read(new PngFileBuilder().Header(1, 1, 8, 4).Data(0, 9, 7).End());
        Assert.That(grayAlpha.Pixels.ToArray(), Is.EqualTo(new byte[] { 9, 9, 9, 7 }));
    }

    [Test]
    public void Read_Interlaced_PutsEveryPassInItsPlace()
    {
        // 5x5 gray; each sample is its own index, sent in the order of the seven passes.
        int[][] passes = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];
        var rows = new List<byte>();
        foreach (var pass in passes)
        {
            for (var y = pass[1]; y < 5; y += pass[3])
            {
                if (pass[0] < 5)
                {
                    rows.Add(0);
                }

                for (var x = pass[0]; x < 5; x += pass[2])
                {
                    rows.Add((byte)(y * 5 + x));
                }
            }
        }

        var image = Read(new PngFileBuilder().Header(5, 5, 8, 0, 1).Data([.. rows]).End());
        Assert.That(image.Pixels.ToArray(), Is.EqualTo(Enumerable.Range(0, 25)));
    }

    [Test]
    public void Read_EveryFilter_IsUndone()
    {
        // Worked by hand from the specification: rows 10 20 30 / 13 25 38 / and so on.
        var file = new PngFileBuilder().Header(3, 5, 8, 0).Data(
            0, 10, 20, 30,
            1, 13, 12, 13,
            2, 1, 1, 1,
            3, 8, 6, 6,
            4, 1, 2, 3).End();
        Assert.That(Read(file).Pixels.ToArray(), Is.EqualTo(new byte[] { 10, 20, 30, 13, 25, 38, 14, 26, 39, 15, 26, 38, 16, 28, 41 }));
    }

    [Test]
    public void Read_TextOfEveryKind_IsFound()
    {
        var file = new PngFileBuilder().Header(1, 1, 8, 0)
            .Chunk("tEXt", [.. "Title\0Br"u8, 0xFC, (byte)'c', (byte)'k', (byte)'e'])
            .Chunk("iTXt", [.. "Comment\0\0\0de\0\0"u8, .. Encoding.UTF8.GetBytes("石")])
            .Data(0, 7).End();
        PngReader.Read(file, out var metadata);
        Assert.That(metadata.Find("Title"), Is.EqualTo("Brücke"));
        Assert.That(metadata.Find("Comment"), Is.EqualTo("石"));
        Assert.That(metadata.Find("Nothing"), Is.Null);
    }

    [TestCase(0, 1)]
    [TestCase(1, 0)]
    [TestCase(8193, 8192)]
    [TestCase(65536, 65536)]
    [TestCase(int.MaxValue, int.MaxValue)]
    [TestCase(-1, 1)]
    public void Read_ImpossibleSize_SaysSo(int width, int height)
    {
        Refused(new PngFileBuilder().Header(width, height, 8, 6).Data(0).End(), "picture is");
    }

    [Test]
    public void Read_PromiseThatTheDataCannotKeep_IsRefusedBeforeItIsExpanded()
    {
        Refused(new PngFileBuilder().Header(8192, 8192, 8, 6).Data(new byte[5000]).End(), "too few");
    }

    [TestCase(3, 0)]
    [TestCase(16, 3)]
    [TestCase(4, 2)]
    [TestCase(8, 1)]
    [TestCase(8, 7)]
    public void Read_DepthThatTheTypeLacks_SaysSo(int depth, int type)
    {
        Refused(new PngFileBuilder().Header(1, 1, depth, type).Data(0, 0).End(), "does not exist");
    }

    [Test]
    public void Read_WrongStructure_SaysWhich()
    {
        Refused([], "signature");
        Refused("GIF89a and so on"u8.ToArray(), "signature");
        Refused(new PngFileBuilder().Data(0, 0).End(), "first PNG chunk");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Header(1, 1, 8, 0).Data(0, 0).End(), "two headers");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).End(), "too few");
        Refused(new PngFileBuilder().Header(1, 1, 8, 3).Data(0, 0).End(), "palette");
        Refused(new PngFileBuilder().Header(1, 1, 8, 3).Chunk("PLTE", 1, 2, 3).Data(0, 1).End(), "index 1");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Chunk("PLTE", 1, 2, 3).Data(0, 1).End(), "palette");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Chunk("ABCD").Data(0, 1).End(), "ABCD");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Data(5, 1).End(), "filter type 5");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Data(0, 1, 2).End(), "more than");
        Refused(new PngFileBuilder().Header(1, 2, 8, 0).Data(0, 1).End(), "ends after");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Data(0, 1).Chunk("tEXt", "A\0"u8.ToArray()).Data(0).End(), "apart");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Chunk("tEXt", "no separator"u8.ToArray()).Data(0, 1).End(), "separator");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Chunk("zTXt", "A\0\0xyzxyzxyz"u8.ToArray()).Data(0, 1).End(), "zlib");
        Refused(new PngFileBuilder().Header(1, 1, 8, 0).Chunk("iTXt", [.. "A\0\0\0\0\0"u8, 0xFF]).Data(0, 1).End(), "UTF-8");
        Assert.That(Read(new PngFileBuilder().Header(1, 1, 8, 0).Chunk("abCd", 1).Data(0, 9).End()).Pixels.Span[0], Is.EqualTo(9));
    }

    [Test]
    public void Read_CutOffAnywhere_IsRefused()
    {
        var file = Sample();
        for (var length = 0; length < file.Length; length++)
        {
            Refused(file[..length], string.Empty);
        }
    }

    [Test]
    public void Read_AnyFlippedBit_IsRefused()
    {
        var file = Sample();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(file, string.Empty);
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void Read_NoiseBehindValidChecksums_IsRefusedOrAPicture()
    {
        var random = new Random(5);
        for (var i = 0; i < 3000; i++)
        {
            var data = new byte[random.Next(40)];
            random.NextBytes(data);
            string[] types = ["PLTE", "tRNS", "gAMA", "sRGB", "tEXt", "zTXt", "iTXt", "IDAT", "IEND", "IHDR"];
            var builder = new PngFileBuilder().Header(random.Next(1, 5), random.Next(1, 5), 1 << random.Next(5), random.Next(7), random.Next(2));
            builder.Chunk(types[random.Next(types.Length)], data);
            var rows = new byte[random.Next(60)];
            random.NextBytes(rows);
            try
            {
                PngReader.Read(builder.Data(rows).End(), out _);
            }
            catch (TextureFileException)
            {
            }
        }
    }

    private static TextureImage Read(byte[] file) => PngReader.Read(file, out _);

    private static void Refused(byte[] file, string message)
    {
        Assert.That(() => PngReader.Read(file, out _), Throws.TypeOf<TextureFileException>().With.Message.Contains(message));
    }

    private static byte[] Sample()
    {
        var image = new TextureImage(9, 7, PixelFormat.Rgba8Srgb);
        new Random(1).NextBytes(image.Pixels.Span);
        return PngWriter.Write(image, PngMetadata.ForRequest("a brick wall\nSteps: 20", "{\"prompt\":\"石\"}"));
    }
}

using DiffusionTextures.Decoding;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Tests.Decoding;

/// <summary>A picture that is decoded or encoded in tiles is the one that is made whole, as far as the eye can tell, and tiles where that one does.</summary>
public class VaeTilingTests
{
    private static readonly VaeTiling Tiles = new() { TileSize = 32, Overlap = 16 };

    private readonly RunControl _control = new();

    [OneTimeTearDown]
    public void Dispose() => _control.Dispose();

    [TestCase(64, 64)]
    [TestCase(24, 61)]
    [TestCase(50, 16)]
    public void Decode_PocketModelInTiles_IsCloseToTheWhole(int height, int width)
    {
        using var decoder = VaeParts.Decoder(PocketModel.Folder);
        using var lease = decoder.Use(_control);
        var latents = VaeParts.Latents(height, width);
        var shape = new LatentShape(1, 4, height, width);
        var whole = decoder.Decode(latents, shape, VaeTiling.Off, _control).ToArray();
        var tiled = decoder.Decode(latents, shape, Tiles, _control).ToArray();

        Assert.That(MeanDifference(tiled, whole), Is.GreaterThan(0).And.LessThan(2));
    }

    /// <summary>A quiet half and a loud one: tiles that are normalised each by itself come out alike.</summary>
    [Test]
    public void Decode_UnlikeHalvesInTiles_StayUnlike()
    {
        const int Cells = 64;
        using var decoder = VaeParts.Decoder(VaeParts.TinyFolder);
        using var lease = decoder.Use(_control);
        var latents = VaeParts.Latents(Cells, Cells);
        for (var i = 0; i < latents.Length; i++)
        {
            latents[i] = (i % Cells < Cells / 2 ? 0.3f : 2) * latents[i];
        }

        var shape = new LatentShape(1, 4, Cells, Cells);
        var whole = Contrast(decoder.Decode(latents, shape, VaeTiling.Off, _control).ToArray());
        var tiled = Contrast(decoder.Decode(latents, shape, Tiles, _control).ToArray());
        var alone = Contrast(decoder.Decode([.. latents.Select((value, i) => i % Cells < Cells / 2 ? value / 0.3f * 2 : value)], shape, VaeTiling.Off, _control).ToArray());

        Assert.That(tiled, Is.EqualTo(whole).Within(0.25 * (alone - whole)), $"whole {whole:f2}, two loud halves {alone:f2}");

        // Deviation on the left over that on the right.
        static double Contrast(float[] picture)
        {
            double left = Deviation(0), right = Deviation(1);
            return left / right;

            double Deviation(int half)
            {
                var values = picture.Where((_, i) => i % (Cells * 8) / (Cells * 4) == half).ToArray();
                var mean = values.Average();
                return Math.Sqrt(values.Average(value => (value - mean) * (double)(value - mean)));
            }
        }
    }

    [TestCase(0, 1.5, 99)]
    [TestCase(12, 0, 1.15)]
    public void Decode_DecoderWithAttentionInTiles_HasASeamInsideOnlyWithoutOverlap(int overlap, double least, double most)
    {
        const int Cells = 48;
        using var decoder = VaeParts.Decoder(VaeParts.TinyFolder);
        using var lease = decoder.Use(_control);
        var tiling = new VaeTiling { TileSize = 24, Overlap = overlap };
        var ratio = 0.0;
        for (var seed = 0; seed < 4; seed++)
        {
            var picture = decoder.Decode(VaeParts.Latents(Cells, Cells, seed), new LatentShape(1, 4, Cells, Cells), tiling, _control);
            ratio += ColumnRatio(picture, Cells * 8, Cells / 2 * 8) / 4;
        }

        Assert.That(ratio, Is.InRange(least, most));
    }

    [TestCase(TileAxes.XY, 0, 1.1)]
    [TestCase(TileAxes.None, 1.15, 9)]
    public void Decode_InTiles_HasASeamOnlyWhereTheModelHasOne(TileAxes axes, double least, double most)
    {
        const int Cells = 40;
        using var decoder = VaeParts.Decoder(VaeParts.TinyFolder, axes);
        using var lease = decoder.Use(_control);
        double across = 0, down = 0;
        for (var seed = 0; seed < 6; seed++)
        {
            var picture = decoder.Decode(VaeParts.Latents(Cells, Cells, seed), new LatentShape(1, 4, Cells, Cells), Tiles, _control);
            across += BorderRatio(picture, Cells * 8, 1, Cells * 8) / 6;
            down += BorderRatio(picture, Cells * 8, Cells * 8, 1) / 6;
        }

        Assert.That(across, Is.InRange(least, most), "left to right");
        Assert.That(down, Is.InRange(least, most), "top to bottom");
    }

    [TestCase(TileAxes.None, ExpectedResult = TileAxes.None)]
    [TestCase(TileAxes.X, ExpectedResult = TileAxes.X)]
    [TestCase(TileAxes.Y, ExpectedResult = TileAxes.Y)]
    [TestCase(TileAxes.XY, ExpectedResult = TileAxes.XY)]
    public TileAxes Wraps_EditedExport_IsFoundOut(TileAxes axes)
    {
        using var decoder = VaeParts.Decoder(VaeParts.TinyFolder, axes);
        using var lease = decoder.Use(_control);
        return decoder.Wraps(_control);
    }

    [Test]
    public void Wraps_PocketModel_WrapsOfItself()
    {
        using var decoder = VaeParts.Decoder(PocketModel.Folder);
        using var lease = decoder.Use(_control);
        Assert.That(decoder.Wraps(_control), Is.EqualTo(TileAxes.XY));
    }

    [Test]
    public void Decode_LatentNoLargerThanATile_IsTheWhole()
    {
        using var decoder = VaeParts.Decoder(PocketModel.Folder);
        using var lease = decoder.Use(_control);
        var latents = VaeParts.Latents(32, 16);
        var shape = new LatentShape(1, 4, 32, 16);
        var whole = decoder.Decode(latents, shape, VaeTiling.Off, _control).ToArray();

        Assert.That(decoder.Decode(latents, shape, Tiles, _control).ToArray(), Is.EqualTo(whole));
    }

    [Test]
    public void Decode_Batch_IsEachPictureByItself([Values] bool isTiled)
    {
        using var decoder = VaeParts.Decoder(PocketModel.Folder);
        using var lease = decoder.Use(_control);
        var tiling = isTiled ? Tiles : VaeTiling.Off;
        float[][] latents = [VaeParts.Latents(40, 40, 1), VaeParts.Latents(40, 40, 2)];
        var one = latents.SelectMany(latent => decoder.Decode(latent, new LatentShape(1, 4, 40, 40), tiling, _control).ToArray()).ToArray();
        var before = _control.RunCount;
        decoder.Decode(latents[0], new LatentShape(1, 4, 40, 40), tiling, _control);
        var runsOfOne = _control.RunCount - before;
        var both = decoder.Decode([.. latents[0], .. latents[1]], new LatentShape(2, 4, 40, 40), tiling, _control).ToArray();

        Assert.That(both, Is.EqualTo(one));
        Assert.That(_control.RunCount - before, Is.EqualTo(3 * runsOfOne));
        Assert.That(runsOfOne, isTiled ? Is.GreaterThanOrEqualTo(9) : Is.EqualTo(1));
    }

    [Test]
    public void Encode_InTiles_IsCloseToTheWhole([Values] bool isPocket, [Values] bool isTiling)
    {
        using var encoder = VaeParts.Encoder(isPocket ? PocketModel.Folder : VaeParts.TinyFolder, isTiling && !isPocket ? TileAxes.XY : TileAxes.None);
        using var lease = encoder.Use(_control);
        var picture = new FloatTensor(1, 3, 40 * 8, 56 * 8);
        VaeParts.Latents(40 * 8, 56 * 8).AsSpan(0, picture.Span.Length).CopyTo(picture.Span);
        var noise = new float[4 * 40 * 56];
        var whole = encoder.Encode(picture, noise, VaeTiling.Off, _control);
        var tiled = encoder.Encode(picture, noise, Tiles, _control);

        // The tiny encoder normalises over two channels, so that its statistics differ most from tile to tile.
        var share = whole.Zip(tiled, (a, b) => Math.Abs(a - b)).Average() / whole.Average(Math.Abs);
        Assert.That(share, Is.GreaterThan(0).And.LessThan(isPocket ? 0.05 : 0.25));
    }

    [TestCase(7, 0)]
    [TestCase(5000, 16)]
    [TestCase(64, 33)]
    [TestCase(64, -1)]
    public async Task Generate_BadTiling_SaysWhatIsPossible(int tile, int overlap)
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { WarmUp = false });
        Assert.That(
            async () => await generator.GenerateTextureAsync(new TextureRequest("brick") { VaeTiling = new VaeTiling { TileSize = tile, Overlap = overlap } }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(nameof(TextureRequest.VaeTiling)));
    }

    [Test]
    public async Task Generate_Tiled_ChangesThePictureALittleAndTheLatentsNotAtAll()
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { WarmUp = false });
        var request = new TextureRequest("red brick wall") { Seed = 3, Width = 256, Height = 256, NumInferenceSteps = 2, KeepTensors = true };
        var whole = (await generator.GenerateTextureAsync(request)).Report;
        var tiled = (await generator.GenerateTextureAsync(request with { VaeTiling = new VaeTiling { TileSize = 24, Overlap = 8 } })).Report;

        Assert.That(whole.Request.VaeTiling, Is.EqualTo(VaeTiling.Off));
        Assert.That(tiled.Latents!.Span.ToArray(), Is.EqualTo(whole.Latents!.Span.ToArray()));
        Assert.That(MeanDifference(tiled.DecodedImage!.Span.ToArray(), whole.DecodedImage!.Span.ToArray()), Is.GreaterThan(0).And.LessThan(2));
    }

    /// <summary>In codes of 255.</summary>
    private static double MeanDifference(float[] a, float[] b) => a.Zip(b, (x, y) => 127.5 * Math.Abs(x - y)).Average();

    /// <summary>Mean difference across a column's left border over that across the other cells' borders.</summary>
    private static double ColumnRatio(ReadOnlySpan<float> picture, int side, int column)
    {
        var (border, others) = (0.0, 0.0);
        for (var start = 0; start < picture.Length; start += side)
        {
            for (var x = 8; x < side; x += 8)
            {
                var difference = Math.Abs(picture[start + x] - picture[start + x - 1]);
                border += x == column ? difference : 0;
                others += x == column ? 0 : difference / (side / 8 - 2);
            }
        }

        return border / others;
    }

    /// <summary>Mean difference of neighbours across the wrap border over that inside.</summary>
    private static double BorderRatio(ReadOnlySpan<float> picture, int side, int step, int across)
    {
        var (border, inside) = (0.0, 0.0);
        for (var line = 0; line < 3 * side; line++)
        {
            var start = line / side * side * side + line % side * across;
            for (var i = 0; i < side - 1; i++)
            {
                inside += Math.Abs(picture[start + i * step] - picture[start + (i + 1) * step]) / (side - 1);
            }

            border += Math.Abs(picture[start] - picture[start + (side - 1) * step]);
        }

        return border / inside;
    }
}

using DiffusionTextures.Decoding;
using DiffusionTextures.Textures;

namespace DiffusionTextures.Tests.Textures;

public class MipChainTests
{
    private static readonly (int, int)[] Sizes = [(64, 64), (200, 120), (1, 7), (5, 3), (33, 1)];

    [Test]
    public void Build_EveryKind_IsWithinOneCodeOfTheDoublePrecisionReference(
        [ValueSource(nameof(Sizes))] (int Width, int Height) size,
        [Values(PixelFormat.Rgba8Srgb, PixelFormat.Rgba8, PixelFormat.R8, PixelFormat.R16, PixelFormat.Rg8)] PixelFormat format,
        [Values] bool kaiser,
        [Values] bool clamp)
    {
        var image = new TextureImage(size.Width, size.Height, format);
        new Random(3).NextBytes(image.Pixels.Span);
        var original = image.Pixels.ToArray();
        var settings = new MipSettings { Filter = kaiser ? MipFilter.Kaiser : MipFilter.Box, Edge = clamp ? MipEdge.Clamp : MipEdge.Wrap };
        var levels = MipChain.Build(image, settings);

        Assert.That(levels, Has.Length.EqualTo(1 + (int)Math.Log2(Math.Max(size.Width, size.Height))));
        Assert.That(levels[0].Pixels.ToArray(), Is.EqualTo(original));
        var channels = PixelFormats.BytesPerPixel(format) / (format == PixelFormat.R16 ? 2 : 1);
        for (var channel = 0; channel < channels; channel++)
        {
            var isSrgb = format == PixelFormat.Rgba8Srgb && channel < 3;
            var plane = new double[size.Width * size.Height];
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = isSrgb ? SrgbTransfer.Decode(Code(image, i, channel) / 255.0) : Code(image, i, channel) / Max(format);
            }

            var (width, height) = size;
            for (var level = 1; level < levels.Length; level++)
            {
                plane = Halve(plane, ref width, ref height, kaiser, clamp);
                Assert.That((levels[level].Width, levels[level].Height), Is.EqualTo((width, height)));
                for (var i = 0; i < plane.Length; i++)
                {
                    var value = Math.Clamp(plane[i], 0, 1);
                    var expected = Math.Round((isSrgb ? SrgbTransfer.Encode(value) : value) * Max(format));
                    Assert.That(Code(levels[level], i, channel), Is.EqualTo(expected).Within(1), $"level {level} texel {i} channel {channel}");
                }
            }
        }
    }

    [Test]
    public void Build_NormalMap_StaysUnitLength()
    {
        var image = new TextureImage(32, 32, PixelFormat.Rgba8);
        var random = new Random(1);
        for (var i = 0; i < 1024; i++)
        {
            var (x, y) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            var z = Math.Sqrt(1 - x * x - y * y);
            new[] { x, y, z }.Select(v => (byte)Math.Round((v * 0.5 + 0.5) * 255)).ToArray().CopyTo(image.Pixels.Span[(i * 4)..]);
        }

        foreach (var level in MipChain.Build(image, new MipSettings { IsNormalMap = true }).Skip(1))
        {
            for (var i = 0; i < level.Width * level.Height; i++)
            {
                var length = Enumerable.Range(0, 3).Sum(c => Math.Pow(Code(level, i, c) / 255.0 * 2 - 1, 2));
                Assert.That(length, Is.EqualTo(1).Within(0.03));
            }
        }
    }

    [Test]
    public void Build_AlphaWeighted_HidesInvisibleColours()
    {
        var image = new TextureImage(2, 1, PixelFormat.Rgba8, new byte[] { 200, 100, 50, 255, 0, 255, 0, 0 });
        var last = MipChain.Build(image, new MipSettings { AlphaWeighted = true })[1];
        Assert.That(last.Pixels.ToArray(), Is.EqualTo(new byte[] { 200, 100, 50, 128 }));
    }

    [Test]
    public void Build_HalfFloats_AreAveraged()
    {
        var image = new TextureImage(2, 1, PixelFormat.Rgba16Float);
        HalfFloat(image, 0, 10f);
        HalfFloat(image, 4, 30f);
        var last = MipChain.Build(image, new MipSettings())[1];
        Assert.That((float)BitConverter.ToHalf(last.Pixels.Span), Is.EqualTo(20f));
    }

    private static void HalfFloat(TextureImage image, int channel, float value) => BitConverter.TryWriteBytes(image.Pixels.Span[(channel * 2)..], (Half)value);

    private static double Max(PixelFormat format) => format == PixelFormat.R16 ? 65535.0 : 255.0;

    private static int Code(TextureImage image, int texel, int channel)
    {
        return image.Format == PixelFormat.R16
            ? BitConverter.ToUInt16(image.Pixels.Span[(texel * 2)..])
            : image.Pixels.Span[texel * PixelFormats.BytesPerPixel(image.Format) + channel];
    }

    // Straight from the definition: every target texel sums over every source texel, separably, in double precision.
    private static double[] Halve(double[] plane, ref int width, ref int height, bool kaiser, bool clamp)
    {
        var (newWidth, newHeight) = (Math.Max(1, width / 2), Math.Max(1, height / 2));
        var across = Weights(width, newWidth, kaiser, clamp);
        var down = Weights(height, newHeight, kaiser, clamp);
        var result = new double[newWidth * newHeight];
        for (var y = 0; y < newHeight; y++)
        {
            for (var x = 0; x < newWidth; x++)
            {
                foreach (var (sy, vertical) in down[y])
                {
                    foreach (var (sx, horizontal) in across[x])
                    {
                        result[y * newWidth + x] += horizontal * vertical * plane[sy * width + sx];
                    }
                }
            }
        }

        (width, height) = (newWidth, newHeight);
        return result;
    }

    private static (int Source, double Weight)[][] Weights(int source, int target, bool kaiser, bool clamp)
    {
        var weights = new (int, double)[target][];
        var ratio = (double)source / target;
        for (var i = 0; i < target; i++)
        {
            var raw = new List<(int Source, double Weight)>();
            for (var s = (int)(i * ratio) - 12; s < (i + 1) * ratio + 12; s++)
            {
                var weight = kaiser
                    ? Kaiser((s + 0.5) / ratio - (i + 0.5))
                    : Math.Max(0, Math.Min(s + 1, (i + 1) * ratio) - Math.Max(s, i * ratio));
                raw.Add((clamp ? Math.Clamp(s, 0, source - 1) : (s % source + source) % source, weight));
            }

            var sum = raw.Sum(tap => tap.Weight);
            weights[i] = [.. raw.Where(tap => tap.Weight != 0).Select(tap => (tap.Source, tap.Weight / sum))];
        }

        return weights;
    }

    private static double Kaiser(double t)
    {
        if (Math.Abs(t) >= 3)
        {
            return 0;
        }

        static double Bessel(double x) => Enumerable.Range(0, 30).Sum(k => Math.Pow(Math.Pow(x / 2, k) / Enumerable.Range(1, k).Aggregate(1.0, (a, b) => a * b), 2));
        return Bessel(4 * Math.Sqrt(1 - t * t / 9)) / Bessel(4) * (t == 0 ? 1 : Math.Sin(Math.PI * t) / (Math.PI * t));
    }
}

using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Compression;

namespace DiffusionTextures.Benchmarks.Textures;

/// <summary>Megapixels per second of the block encoders, on a picture with soft shapes, edges and grain.</summary>
internal static class CompressionSection
{
    private const int Side = 512;

    public static void Run()
    {
        var image = Picture();
        var table = new Table("Encoding of 512x512", "Mpixel/s, one thread", "Mpixel/s, all cores");
        var kinds = new[]
        {
            (TextureEncoding.Bc1, BlockQuality.Good), (TextureEncoding.Bc3, BlockQuality.Good), (TextureEncoding.Bc5, BlockQuality.Good),
            (TextureEncoding.Bc7, BlockQuality.Fast), (TextureEncoding.Bc7, BlockQuality.Good),
        };
        foreach (var (encoding, quality) in kinds)
        {
            var times = Race.Run(
                TimeSpan.FromSeconds(2),
                () => BlockCompressor.Compress(image, encoding, quality, 1),
                () => BlockCompressor.Compress(image, encoding, quality));
            table.Add(
                encoding == TextureEncoding.Bc7 ? $"{encoding} {quality.ToString().ToLowerInvariant()}" : encoding.ToString(),
                $"{Side * Side / times[0].Best / 1e6:0.00}",
                $"{Side * Side / times[1].Best / 1e6:0.00}");
        }

        table.Print();
    }

    private static TextureImage Picture()
    {
        var image = new TextureImage(Side, Side, PixelFormat.Rgba8Srgb);
        var pixels = image.Pixels.Span;
        var random = new Random(1);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var brick = x % 64 < 4 || y % 32 < 4 ? 90 : 150 + (int)(40 * Math.Sin(x * 0.05) * Math.Cos(y * 0.07));
                var grain = random.Next(-12, 13);
                var at = ((y * Side) + x) * 4;
                pixels[at] = (byte)Math.Clamp(brick + grain, 0, 255);
                pixels[at + 1] = (byte)Math.Clamp((brick / 2) + grain + (x / 16), 0, 255);
                pixels[at + 2] = (byte)Math.Clamp((brick / 3) + grain + (y / 16), 0, 255);
                pixels[at + 3] = 255;
            }
        }

        return image;
    }
}

namespace DiffusionTextures.Tests.Graphics;

/// <summary>Mip levels straight from the definition, in double precision: the mean of the covered area of what the level above holds, unrounded.</summary>
internal static class MipReference
{
    /// <summary>Asserts that every level below the first is what the first one makes it: within one code, or 1e-3 for half floats.</summary>
    public static void Check(TextureImage[] levels, bool isColor, bool isNormal)
    {
        var channels = Channels(levels[0].Format);
        var stored = Math.Min(channels, 3);
        var (width, height) = (levels[0].Width, levels[0].Height);
        var planes = Decode(levels[0], isColor, isNormal);
        for (var level = 1; level < levels.Length; level++)
        {
            var image = levels[level];
            planes = [.. planes.Select(plane => Halve(plane, width, height))];
            (width, height) = (Math.Max(1, width / 2), Math.Max(1, height / 2));
            Assert.That((image.Width, image.Height), Is.EqualTo((width, height)));
            for (var i = 0; i < width * height; i++)
            {
                double[] texel = [.. planes.Select(plane => plane[i])];
                if (isNormal)
                {
                    var length = Math.Sqrt(texel.Sum(v => v * v));
                    texel = length < 1e-6 ? [0, 0, 1] : [.. texel.Select(v => v / length)];
                }

                for (var channel = 0; channel < stored; channel++)
                {
                    var expected = Encode(texel[channel], image.Format, isColor, isNormal);
                    var tolerance = image.Format == PixelFormat.Rgba16Float ? Math.Max(1e-3, Math.Abs(expected) * 1e-3) : 1;
                    Assert.That(Stored(image, i, channel), Is.EqualTo(expected).Within(tolerance), $"level {level} texel {i} channel {channel}");
                }

                if (channels == 4)
                {
                    Assert.That(Stored(image, i, 3), Is.EqualTo(image.Format == PixelFormat.Rgba16Float ? 1 : 255), $"alpha of level {level} texel {i}");
                }
            }
        }
    }

    private static int Channels(PixelFormat format) => format switch
    {
        PixelFormat.R8 or PixelFormat.R16 => 1,
        PixelFormat.Rg8 => 2,
        _ => 4,
    };

    private static double Stored(TextureImage image, int texel, int channel)
    {
        var pixels = image.Pixels.Span;
        return image.Format switch
        {
            PixelFormat.R16 => BitConverter.ToUInt16(pixels[(texel * 2)..]),
            PixelFormat.Rgba16Float => (double)BitConverter.ToHalf(pixels[((texel * 8) + (channel * 2))..]),
            _ => pixels[(texel * Channels(image.Format)) + channel],
        };
    }

    private static double[][] Decode(TextureImage image, bool isColor, bool isNormal)
    {
        var count = image.Width * image.Height;
        var planes = new double[Math.Min(3, Channels(image.Format))][];
        for (var channel = 0; channel < planes.Length; channel++)
        {
            planes[channel] = [.. Enumerable.Range(0, count).Select(i => Decode(Stored(image, i, channel), image.Format, isColor, isNormal))];
        }

        return isNormal && planes.Length == 2
            ? [.. planes, [.. planes[0].Zip(planes[1], (x, y) => Math.Sqrt(Math.Max(0, 1 - (x * x) - (y * y))))]]
            : planes;
    }

    private static double Decode(double stored, PixelFormat format, bool isColor, bool isNormal)
    {
        if (format == PixelFormat.Rgba16Float)
        {
            return stored;
        }

        var unit = stored / (format == PixelFormat.R16 ? 65535 : 255);
        if (isColor)
        {
            return unit <= 0.04045 ? unit / 12.92 : Math.Pow((unit + 0.055) / 1.055, 2.4);
        }

        return isNormal ? (unit * 2) - 1 : unit;
    }

    private static double Encode(double value, PixelFormat format, bool isColor, bool isNormal)
    {
        if (format == PixelFormat.Rgba16Float)
        {
            return value;
        }

        if (isColor)
        {
            value = value <= 0.0031308 ? value * 12.92 : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055;
        }
        else if (isNormal)
        {
            value = (value * 0.5) + 0.5;
        }

        return Math.Round(Math.Clamp(value, 0, 1) * (format == PixelFormat.R16 ? 65535 : 255));
    }

    // Every target texel is the integral of the source over its area.
    private static double[] Halve(double[] plane, int width, int height)
    {
        var (newWidth, newHeight) = (Math.Max(1, width / 2), Math.Max(1, height / 2));
        var result = new double[newWidth * newHeight];
        for (var i = 0; i < result.Length; i++)
        {
            var across = Cover(i % newWidth, width, newWidth);
            var down = Cover(i / newWidth, height, newHeight);
            result[i] = down.Sum(row => row.Share * across.Sum(column => column.Share * plane[(row.Index * width) + column.Index]));
        }

        return result;
    }

    private static List<(int Index, double Share)> Cover(int target, int source, int targets)
    {
        var (from, to) = ((double)target * source / targets, (double)(target + 1) * source / targets);
        var cover = new List<(int, double)>();
        for (var i = (int)from; i < Math.Min(source, to); i++)
        {
            cover.Add((i, (Math.Min(i + 1, to) - Math.Max(i, from)) / (to - from)));
        }

        return cover;
    }
}

namespace DiffusionTextures.Tests.Pictures;

/// <summary>Pictures [1,3,256,256] whose opposite borders do not meet, in 8-bit steps as from a file.</summary>
internal static class NonTileablePictures
{
    public const int Side = 256;

    /// <summary>Bricks of a size that does not divide the side, lit from the upper right.</summary>
    public static FloatTensor BrickWall()
    {
        return Paint((x, y) =>
        {
            var row = y / 30;
            var along = x + (row % 2 * 34);
            var isMortar = y % 30 < 4 || along % 68 < 4;
            var tint = 0.75 + 0.25 * Hash(along / 68, row) + 0.08 * Hash(x, y + 1000);
            var light = 0.35 + 0.45 * x / Side + 0.25 * (Side - y) / Side;
            return isMortar ? (0.62 * light, 0.6 * light, 0.56 * light) : (0.68 * tint * light, 0.3 * tint * light, 0.22 * tint * light);
        });
    }

    /// <summary>Hills of green and brown: six octaves of smooth noise that does not repeat, on a slope.</summary>
    public static FloatTensor Landscape()
    {
        return Paint((x, y) =>
        {
            var height = 0.15 * x / Side + 0.2 * y / Side;
            for (var octave = 0; octave < 6; octave++)
            {
                height += SmoothNoise(x / (61.0 / (1 << octave)), y / (61.0 / (1 << octave)), octave) * 0.4 / Math.Pow(1.6, octave);
            }

            return (0.25 + 0.45 * height, 0.35 + 0.3 * height, 0.15 + 0.25 * height);
        });
    }

    /// <summary>Slanted stripes whose period divides neither side.</summary>
    public static FloatTensor Stripes()
    {
        return Paint((x, y) =>
        {
            var wave = Math.Clamp(0.5 + 1.5 * Math.Sin(2 * Math.PI * (x / 37.7 + y / 53.3)), 0, 1);
            return (0.2 + 0.6 * wave, 0.25 + 0.5 * wave, 0.7 - 0.1 * wave);
        });
    }

    private static FloatTensor Paint(Func<int, int, (double Red, double Green, double Blue)> color)
    {
        var picture = new FloatTensor(1, 3, Side, Side);
        for (var i = 0; i < Side * Side; i++)
        {
            var (red, green, blue) = color(i % Side, i / Side);
            picture.Span[i] = Code(red);
            picture.Span[Side * Side + i] = Code(green);
            picture.Span[2 * Side * Side + i] = Code(blue);
        }

        return picture;
    }

    private static float Code(double unit) => 2 * ((float)Math.Round(Math.Clamp(unit, 0, 1) * 255) / 255) - 1;

    private static double SmoothNoise(double x, double y, int seed)
    {
        var (left, top) = ((int)x, (int)y);
        var (u, v) = (Ease(x - left), Ease(y - top));
        var above = Hash(left + 97 * seed, top) * (1 - u) + Hash(left + 1 + 97 * seed, top) * u;
        var below = Hash(left + 97 * seed, top + 1) * (1 - u) + Hash(left + 1 + 97 * seed, top + 1) * u;
        return above * (1 - v) + below * v;
    }

    private static double Ease(double t) => t * t * (3 - 2 * t);

    /// <summary>A number in [0,1) that looks random but depends on the place only.</summary>
    private static double Hash(int x, int y)
    {
        var bits = unchecked((uint)(x * 374761393 + y * 668265263));
        bits = unchecked((bits ^ (bits >> 13)) * 1274126177);
        return (bits ^ (bits >> 16)) / 4294967296.0;
    }
}

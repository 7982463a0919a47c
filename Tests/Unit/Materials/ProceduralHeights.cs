namespace DiffusionTextures.Tests.Materials;

/// <summary>Planes to test with, all periodic.</summary>
internal static class ProceduralHeights
{
    public static float[] Noise(int count, int seed, float low = 0, float high = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => low + (high - low) * (float)random.NextDouble())];
    }

    /// <summary>Rows of half-shifted bricks with rounded edges.</summary>
    public static float[] Bricks(int width, int height)
    {
        var plane = new float[width * height];
        var rowHeight = height / 4.0;
        var brickWidth = width / 2.0;
        for (var y = 0; y < height; y++)
        {
            var row = (int)(y / rowHeight);
            for (var x = 0; x < width; x++)
            {
                var along = (x + (row % 2) * brickWidth / 2) % brickWidth;
                var edge = Math.Min(Math.Min(along, brickWidth - along), Math.Min(y % rowHeight, rowHeight - y % rowHeight));
                plane[y * width + x] = (float)Math.Clamp((edge - height / 48.0) / (height / 48.0), 0, 1) * 0.8f + 0.1f;
            }
        }

        return plane;
    }

    /// <summary>Hemispheres on a square grid.</summary>
    public static float[] Bumps(int width, int height, int across = 4)
    {
        var plane = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var dx = (x + 0.5) * across / width % 1 * 2 - 1;
                var dy = (y + 0.5) * across / height % 1 * 2 - 1;
                plane[y * width + x] = (float)Math.Sqrt(Math.Max(0, 1 - (dx * dx + dy * dy) / 0.81));
            }
        }

        return plane;
    }

    /// <summary>Moves each of the planes by (<paramref name="dx"/>, <paramref name="dy"/>) on the torus.</summary>
    public static float[] Roll(ReadOnlySpan<float> planes, int width, int height, int dx, int dy)
    {
        var rolled = new float[planes.Length];
        for (var i = 0; i < planes.Length; i++)
        {
            var plane = i / (width * height);
            var x = (i % width + dx + width) % width;
            var y = (i / width % height + dy + height) % height;
            rolled[(plane * height + y) * width + x] = planes[i];
        }

        return rolled;
    }
}

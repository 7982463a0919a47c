namespace DiffusionTextures.Tests;

/// <summary>How a picture meets itself: mean difference of neighbours across the wrap border over that inside, 1 when no border can be told.</summary>
internal static class SeamRatio
{
    /// <summary>From left to right.</summary>
    public static double AcrossX(ReadOnlySpan<float> planes, int width, int height) => Of(planes, width, height, 1, width, width, height);

    /// <summary>From top to bottom.</summary>
    public static double AcrossY(ReadOnlySpan<float> planes, int width, int height) => Of(planes, width, height, width, 1, height, width);

    private static double Of(ReadOnlySpan<float> planes, int width, int height, int step, int across, int length, int lines)
    {
        var (border, inside) = (0.0, 0.0);
        for (var plane = 0; plane < planes.Length / (width * height); plane++)
        {
            for (var line = 0; line < lines; line++)
            {
                var start = plane * width * height + line * across;
                for (var i = 0; i < length - 1; i++)
                {
                    inside += Math.Abs(planes[start + i * step] - planes[start + (i + 1) * step]) / (length - 1);
                }

                border += Math.Abs(planes[start] - planes[start + (length - 1) * step]);
            }
        }

        return border / inside;
    }
}

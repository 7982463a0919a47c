using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Tests.Textures.Png;

/// <summary>The row filters against the specification's formulas, byte by byte, at lengths that do and do not fill vectors.</summary>
public class PngFilterTests
{
    [Test]
    public void Apply_EveryFilter_IsUndone([Range(0, 4)] int filter, [Values(1, 2, 3, 4)] int stride, [Values(1, 7, 33, 200)] int texels)
    {
        var random = new Random(filter + stride + texels);
        var row = new byte[stride * texels];
        var above = new byte[row.Length];
        random.NextBytes(row);
        random.NextBytes(above);
        var filtered = new byte[row.Length];

        PngFilter.Apply(filter, row, above, stride, filtered);

        PngFilter.Undo(filter, filtered, above, stride);
        Assert.That(filtered, Is.EqualTo(row));
    }

    [Test]
    public void Cost_AnyBytes_IsTheSumOfTheirDistancesFromZero([Values(0, 5, 64, 70_001)] int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        Assert.That(PngFilter.Cost(bytes), Is.EqualTo(bytes.Sum(value => Math.Abs((long)(sbyte)value))));
    }
}

using DiffusionTextures.Decoding;

namespace DiffusionTextures.Tests.Decoding;

internal class TileAxisTests
{
    [Test]
    public void WriteWeights_AnySizes_SumToOneAndLieInTheirTiles(
        [Values(1, 7, 16, 17, 31, 100, 129)] int length, [Values(8, 16, 21)] int size, [Values(0, 1, 4)] int overlap, [Values] AxisEnds ends, [Values(1, 3)] int scale)
    {
        var axis = TileAxis.Cover(length, size, overlap, ends);
        var sums = new double[length * scale];
        var weights = new float[axis.Size * scale];
        for (var tile = 0; tile < axis.Count; tile++)
        {
            axis.WriteWeights(tile, scale, weights);
            Assert.That(weights, Is.All.InRange(0, 1));
            for (var i = 0; i < weights.Length; i++)
            {
                sums[(axis.Start(tile) * scale + i) % sums.Length] += weights[i];
            }

            Assert.That(axis.Start(tile), Is.InRange(0, length - 1));
            Assert.That(ends != AxisEnds.Open || axis.Start(tile) + axis.Size <= length, "an open axis has nothing beyond its end");
        }

        Assert.That(sums, Is.All.EqualTo(1).Within(1e-6));
    }

    [TestCase(100, 16, 4, AxisEnds.Open, 8)]
    [TestCase(100, 16, 4, AxisEnds.JoinedByModel, 9)]
    [TestCase(16, 16, 4, AxisEnds.Open, 1)]
    [TestCase(16, 16, 4, AxisEnds.JoinedByModel, 1)]
    [TestCase(16, 16, 4, AxisEnds.Joined, 2)]
    [TestCase(12, 16, 4, AxisEnds.Joined, 1)]
    public void Cover_TakesAsFewTilesAsTheOverlapAllows(int length, int size, int overlap, AxisEnds ends, int count)
    {
        Assert.That(TileAxis.Cover(length, size, overlap, ends).Count, Is.EqualTo(count));
    }

    [Test]
    public void Start_Neighbours_ShareAtLeastTheOverlap([Values(33, 50, 97)] int length, [Values(3, 8)] int overlap, [Values] AxisEnds ends)
    {
        var axis = TileAxis.Cover(length, 16, overlap, ends);
        for (var tile = ends == AxisEnds.Open ? 1 : 0; tile < axis.Count; tile++)
        {
            Assert.That(axis.Start(tile - 1) + 16 - axis.Start(tile), Is.GreaterThanOrEqualTo(overlap));
        }
    }

    [Test]
    public void WriteWeights_OuterQuarterOfTheOverlap_IsThrownAway()
    {
        var axis = TileAxis.Cover(24, 16, 8, AxisEnds.Open);
        var weights = new float[16];
        axis.WriteWeights(1, 1, weights);

        Assert.That(weights[..2], Is.All.Zero);
        Assert.That(weights[2], Is.GreaterThan(0));
        Assert.That(weights[6..], Is.All.EqualTo(1));
    }
}

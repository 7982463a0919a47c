using DiffusionTextures.Decoding;

namespace DiffusionTextures.Tests.Decoding;

internal class TileGridTests
{
    private const int Channels = 2, Height = 21, Width = 34;

    [Test]
    public void CutAndAdd_OfAnUnchangedPicture_GivesItBack([Values] AxisEnds rows, [Values] AxisEnds columns, [Values(1, 2)] int scale)
    {
        var grid = new TileGrid(TileAxis.Cover(Height, 8, 3, rows), TileAxis.Cover(Width, 10, 2, columns));
        var planes = new float[Channels * Height * Width * scale * scale];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = i;
        }

        var joined = new float[planes.Length];
        var tilePlanes = new float[Channels * grid.Height * grid.Width * scale * scale];
        for (var tile = 0; tile < grid.Count; tile++)
        {
            grid.Cut(planes, tile, scale, tilePlanes);
            grid.Add(tilePlanes, tile, scale, joined);
        }

        Assert.That(joined, Is.EqualTo(planes).Within(planes.Length * 1e-6f));
    }
}

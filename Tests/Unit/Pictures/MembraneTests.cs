using DiffusionTextures.Pictures;

namespace DiffusionTextures.Tests.Pictures;

public class MembraneTests
{
    [Test]
    public void Stretch_BetweenTwoKnownColumns_IsALine()
    {
        const int Width = 11;
        var plane = new float[Width * 5];
        var open = new bool[plane.Length];
        for (var i = 0; i < plane.Length; i++)
        {
            open[i] = i % Width is > 0 and < Width - 1;
            plane[i] = open[i] ? 99 : i % Width;
        }

        new Membrane(open, Width, 5, TileAxes.None).Stretch(plane);

        Assert.That(plane, Is.EqualTo(Enumerable.Range(0, plane.Length).Select(i => (float)(i % Width))).Within(0.01f));
    }

    [Test]
    public void Stretch_AroundTheBorder_TakesTheShortWay()
    {
        var plane = new float[] { 0, 5, 5, 1, 0, 0, 0, 0 };
        bool[] open = [false, true, true, false, false, false, false, false];
        var around = new float[] { 5, 0, 0, 0, 0, 0, 1, 5 };
        bool[] openAround = [true, false, false, false, false, false, false, true];

        new Membrane(open, 8, 1, TileAxes.None).Stretch(plane);
        new Membrane(openAround, 8, 1, TileAxes.X).Stretch(around);

        Assert.That(plane[1], Is.EqualTo(1 / 3f).Within(0.01f));
        Assert.That(around[7], Is.EqualTo(2 / 3f).Within(0.01f));
    }

    [Test]
    public void Blur_OfAnEdge_IsExactOutOfReachAndHalfOnIt()
    {
        var plane = Enumerable.Range(0, 40).Select(i => i < 20 ? 0f : 1f).ToArray();
        var blurred = GaussianBlur.Apply(plane, 40, 1, 2, TileAxes.None);

        Assert.That(blurred[..15], Is.All.Zero);
        Assert.That(blurred[25..], Is.All.EqualTo(1f));
        Assert.That(blurred[19] + blurred[20], Is.EqualTo(1).Within(1e-5));
        Assert.That(GaussianBlur.Apply(plane, 40, 1, 2, TileAxes.X)[0], Is.EqualTo(blurred[19]).Within(1e-5), "around the border");
    }
}

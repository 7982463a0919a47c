using DiffusionTextures.Latents;

namespace DiffusionTextures.Tests.Latents;

/// <summary>Against torch.nn.functional.interpolate 1.13 on [[1,2,4],[0,-1,3]] to 3 x 5.</summary>
public class LatentResizeTests
{
    private static readonly float[] Small = [1, 2, 4, 0, -1, 3];

    [TestCase(LatentUpscale.Nearest, 1f, 1f, 2f, 2f, 4f, 1f, 1f, 2f, 2f, 4f, 0f, 0f, -1f, -1f, 3f)]
    [TestCase(LatentUpscale.Bilinear, 1f, 1.4f, 2f, 3.2f, 4f, 0.5f, 0.5f, 0.5f, 2.3f, 3.5f, 0f, -0.4f, -1f, 1.4f, 3f)]
    [TestCase(LatentUpscale.Bicubic, 0.974139f, 1.410668f, 2.260417f, 3.462667f, 4.26214f, 0.5f, 0.284001f, 0.5f, 2.336f, 3.788f, 0.025861f, -0.842666f, -1.260416f, 1.209334f, 3.313862f)]
    [TestCase(LatentUpscale.BicubicAntialiased, 0.980387f, 1.379026f, 2.197368f, 3.461115f, 4.206802f, 0.5f, 0.365672f, 0.5f, 2.447762f, 3.726415f, 0.019613f, -0.647683f, -1.197369f, 1.434407f, 3.246027f)]
    public void Apply_ToALargerSize_EqualsTorch(LatentUpscale method, params float[] expected)
    {
        var enlarged = LatentResize.Apply(Small, new LatentShape(1, 1, 2, 3), new LatentShape(1, 1, 3, 5), method, TileAxes.None);
        Assert.That(enlarged, Is.EqualTo(expected).Within(2e-5f));
    }

    [Test]
    public void Apply_OfAWrappingRow_ContinuesAtTheOtherEnd()
    {
        var enlarged = LatentResize.Apply(new float[] { 0, 0, 0, 8 }, new LatentShape(1, 1, 1, 4), new LatentShape(1, 1, 1, 8), LatentUpscale.Bilinear, TileAxes.X);
        Assert.That(enlarged, Is.EqualTo(new float[] { 2, 0, 0, 0, 0, 2, 6, 6 }).Within(1e-5f));
    }
}

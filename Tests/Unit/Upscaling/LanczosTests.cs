using DiffusionTextures.Upscaling;

namespace DiffusionTextures.Tests.Upscaling;

public class LanczosTests
{
    [Test]
    public void Resample_Wave_IsTheWaveAtTheNewSize([Values(24, 48, 100, 16)] int newWidth)
    {
        const int Width = 32, Height = 8;
        var planes = Wave(Width, Height);
        var given = Lanczos.Resample(planes, Width, Height, newWidth, Height, TileAxes.XY);
        Assert.That(given, Is.EqualTo(Wave(newWidth, Height)).Within(0.04f));
    }

    [Test]
    public void Resample_ConstantPicture_StaysConstantToTheBorder([Values] TileAxes wraps)
    {
        var planes = Enumerable.Repeat(0.7f, 3 * 10 * 6).ToArray();
        Assert.That(Lanczos.Resample(planes, 10, 6, 25, 9, wraps), Is.All.EqualTo(0.7f).Within(1e-5f));
    }

    [Test]
    public void Resample_Wrapping_CommutesWithRolling()
    {
        var planes = Wave(16, 16);
        planes[5] = 2;
        float[] rolled = [.. planes[^48..], .. planes[..^48]];
        var large = Lanczos.Resample(planes, 16, 16, 32, 32, TileAxes.XY);
        Assert.That(Lanczos.Resample(rolled, 16, 16, 32, 32, TileAxes.XY), Is.EqualTo((float[])[.. large[^192..], .. large[..^192]]).Within(1e-5f));
    }

    private static float[] Wave(int width, int height)
    {
        return [.. Enumerable.Range(0, width * height).Select(i => MathF.Sin(2 * MathF.PI * 2 * ((i % width) + 0.5f) / width))];
    }
}

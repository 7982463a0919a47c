using DiffusionTextures.Denoising.Guidance;

namespace DiffusionTextures.Tests.Denoising.Guidance;

public class DynamicThresholdingTests
{
    [Test]
    public void Apply_QuantileBelowOne_OnlyClamps()
    {
        float[] x0 = [-0.5f, 0.25f, 0, 0.75f, -3];
        DynamicThresholding.Apply(x0, 1, 0.5, 10, new float[5]);
        Assert.That(x0, Is.EqualTo(new[] { -0.5f, 0.25f, 0, 0.75f, -1 }));
    }

    [Test]
    public void Apply_QuantileBetweenTwoValues_IsInterpolated()
    {
        // |x0| sorted: 1 2 3 4; the quantile 0.5 lies at rank 1.5, which is 2.5.
        float[] x0 = [4, -1, 2, -3];
        DynamicThresholding.Apply(x0, 1, 0.5, 10, new float[4]);
        Assert.That(x0, Is.EqualTo(new[] { 1, -0.4f, 0.8f, -1 }).Within(1e-6));
    }

    [Test]
    public void Apply_QuantileAboveTheMaximum_UsesTheMaximum()
    {
        float[] x0 = [8, -4, 1, 0];
        DynamicThresholding.Apply(x0, 1, 1, 2, new float[4]);
        Assert.That(x0, Is.EqualTo(new[] { 1, -1, 0.5f, 0 }));
    }

    [Test]
    public void Apply_Batch_TreatsEveryImageAlone()
    {
        float[] quiet = [0.1f, -0.2f, 0.3f, 0.4f], loud = [5, -10, 2, 1];
        float[] both = [.. quiet, .. loud];
        DynamicThresholding.Apply(both, 2, 0.9, 100, new float[4]);
        DynamicThresholding.Apply(quiet, 1, 0.9, 100, new float[4]);
        DynamicThresholding.Apply(loud, 1, 0.9, 100, new float[4]);
        Assert.That(both, Is.EqualTo(quiet.Concat(loud).ToArray()));
    }

    [Test]
    public void Apply_ManyValues_MatchesThePlainReference([Values(0.8, 0.995, 1.0)] double ratio)
    {
        var random = new Random(3);
        var x0 = Enumerable.Range(0, 1001).Select(_ => (random.NextSingle() - 0.5f) * 6).ToArray();
        var sorted = x0.Select(Math.Abs).Order().ToArray();
        var rank = ratio * 1000;
        var below = (int)rank;
        var quantile = sorted[below] + ((rank - below) * (sorted[Math.Min(below + 1, 1000)] - sorted[below]));
        var threshold = Math.Clamp(quantile, 1, 2.5);
        var expected = x0.Select(value => Math.Clamp(value, -threshold, threshold) / threshold).ToArray();
        DynamicThresholding.Apply(x0, 1, ratio, 2.5, new float[1001]);
        Assert.That(x0, Is.EqualTo(expected).Within(1e-5));
    }
}

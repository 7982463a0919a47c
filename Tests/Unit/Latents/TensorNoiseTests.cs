using DiffusionTextures.Latents;

namespace DiffusionTextures.Tests.Latents;

public class TensorNoiseTests
{
    [Test]
    public void NextNormal_ReplaysInOrder_ThenSaysThatNoneIsLeft()
    {
        var noise = new TensorNoise(new FloatTensor([1, 2, 3, 4], 2, 2));
        var draw = new float[2];

        noise.NextNormal(draw);
        Assert.That(draw, Is.EqualTo(new[] { 1f, 2f }));
        noise.NextBrownian(2, 1, draw);
        Assert.That(draw, Is.EqualTo(new[] { 3f, 4f }));
        Assert.That(() => noise.NextNormal(draw), Throws.InvalidOperationException.With.Message.Contains("Draw 3"));
    }

    [Test]
    public void NextNormal_OtherSize_IsRejected() =>
        Assert.That(() => new TensorNoise(new FloatTensor(2, 2)).NextNormal(new float[3]), Throws.InvalidOperationException.With.Message.Contains("[2,2]"));

    [Test]
    public void Constructor_NoDraws_IsRejected() => Assert.That(() => new TensorNoise(new FloatTensor(0, 4)), Throws.ArgumentException);
}

using DiffusionTextures.Conditioning;

namespace DiffusionTextures.Tests.Conditioning;

public class EmphasisWeightsTests
{
    [Test]
    public void Apply_WithoutMean_MultipliesEachRow()
    {
        float[] states = [1, 2, 3, 4];

        EmphasisWeights.Apply(states, [1f, 2f], restoreMean: false);

        Assert.That(states, Is.EqualTo(new[] { 1f, 2f, 6f, 8f }));
    }

    [Test]
    public void Apply_WithMean_KeepsTheMean()
    {
        float[] states = [1, 2, 3, 4];

        EmphasisWeights.Apply(states, [1f, 2f], restoreMean: true);

        Assert.That(states.Average(), Is.EqualTo(2.5f).Within(1e-6));
        Assert.That(states[2] / states[0], Is.EqualTo(6f).Within(1e-5));
    }

    [Test]
    public void Apply_AllWeightsOne_ChangesNoBit()
    {
        float[] states = [0.1f, 0.7f, -0.3f, 1e-9f];
        var before = states.ToArray();

        EmphasisWeights.Apply(states, [1f, 1f], restoreMean: true);

        Assert.That(states, Is.EqualTo(before));
    }

    [Test]
    public void Apply_RowsThatDoNotDivide_AreRejected() =>
        Assert.That(() => EmphasisWeights.Apply(new float[5], [1f, 2f], true), Throws.ArgumentException);
}

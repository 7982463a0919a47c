using DiffusionTextures.Latents;

namespace DiffusionTextures.Tests.Latents;

public class BrownianPathTests
{
    private const int Count = 16_384;

    [Test]
    public void Increment_OverTwoSteps_IsTheSumOfBoth()
    {
        var whole = Increment(14.6, 0.03);
        var first = Increment(14.6, 5.1234);
        var second = Increment(5.1234, 0.03);

        for (var i = 0; i < 64; i++)
        {
            var sum = (first[i] * Math.Sqrt(14.6 - 5.1234)) + (second[i] * Math.Sqrt(5.1234 - 0.03));
            Assert.That(sum, Is.EqualTo(whole[i] * Math.Sqrt(14.6 - 0.03)).Within(1e-5));
        }
    }

    [TestCase(14.6, 13.0)]
    [TestCase(0.03, 0.0291)]
    [TestCase(0.03, 0)]
    [TestCase(4096, 1000)]
    public void Increment_IsStandardNormal(double from, double to)
    {
        var values = Increment(from, to);

        Assert.That(values.Average(), Is.Zero.Within(0.04));
        Assert.That(values.Average(value => (double)value * value), Is.EqualTo(1).Within(0.05));
    }

    [Test]
    public void Increment_OverDisjointTimes_IsIndependent()
    {
        var first = Increment(8, 4);
        var second = Increment(4, 2);

        Assert.That(first.Zip(second, (a, b) => (double)a * b).Average(), Is.Zero.Within(0.04));
    }

    [Test]
    public void Increment_Backwards_IsTheNegative() =>
        Assert.That(Increment(2, 5), Is.EqualTo(Increment(5, 2).Select(value => -value)));

    [TestCase(-1, 1)]
    [TestCase(1, 1)]
    [TestCase(1, double.NaN)]
    [TestCase(20_000, 1)]
    public void Increment_TimesThatCannotBe_AreRejected(double from, double to) =>
        Assert.That(() => Increment(from, to), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static float[] Increment(double from, double to)
    {
        var values = new float[Count];
        new BrownianPath(77).Increment(from, to, values);
        return values;
    }
}

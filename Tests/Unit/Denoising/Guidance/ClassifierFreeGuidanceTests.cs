using DiffusionTextures.Denoising.Guidance;

namespace DiffusionTextures.Tests.Denoising.Guidance;

public class ClassifierFreeGuidanceTests
{
    // Below, at and beyond a vector, with and without a rest.
    private static readonly int[] Lengths = [1, 3, 8, 16, 67];

    [TestCaseSource(nameof(Lengths))]
    public void Mix_AnyLength_IsTheFormula(int length)
    {
        var (u, c) = (Values(length, 1), Values(length, 2));
        var mixed = new float[length];
        ClassifierFreeGuidance.Mix(u, c, 7.5f, mixed);
        for (var i = 0; i < length; i++)
        {
            Assert.That(mixed[i], Is.EqualTo(u[i] + (7.5 * ((double)c[i] - u[i]))).Within(1e-5));
        }
    }

    [Test]
    public void Mix_IntoEitherInput_GivesTheSame([Values] bool intoConditional)
    {
        var (u, c) = (Values(67, 1), Values(67, 2));
        var apart = new float[67];
        ClassifierFreeGuidance.Mix(u, c, 3, apart);
        var into = intoConditional ? c : u;
        ClassifierFreeGuidance.Mix(u, c, 3, into);
        Assert.That(into, Is.EqualTo(apart));
    }

    [Test]
    public void Mix_ScaleOne_IsTheConditional()
    {
        var (u, c) = (Values(67, 1), Values(67, 2));
        var mixed = new float[67];
        ClassifierFreeGuidance.Mix(u, c, 1, mixed);
        Assert.That(mixed, Is.EqualTo(c).Within(1e-6));
    }

    [TestCaseSource(nameof(Lengths))]
    public void Add_AnyLength_AddsTheDifference(int length)
    {
        var (u, c) = (Values(length, 1), Values(length, 2));
        var mixed = Values(length, 3);
        var before = (float[])mixed.Clone();
        ClassifierFreeGuidance.Add(u, c, -2.5f, mixed);
        for (var i = 0; i < length; i++)
        {
            Assert.That(mixed[i], Is.EqualTo(before[i] - (2.5 * ((double)c[i] - u[i]))).Within(1e-5));
        }
    }

    [Test]
    public void Rescale_PerImage_MatchesThePlainReference([Values(2, 17, 64, 67)] int count, [Values(1, 3)] int batch, [Values(0f, 0.7f, 1f)] float rescale)
    {
        var mixed = Values(count * batch, 4, scale: 5, shift: 2);
        var conditional = Values(count * batch, 5);
        var expected = new double[mixed.Length];
        for (var image = 0; image < batch; image++)
        {
            var range = (image * count)..((image + 1) * count);
            var ratio = Deviation(conditional[range]) / Deviation(mixed[range]);
            for (var i = image * count; i < (image + 1) * count; i++)
            {
                expected[i] = (rescale * mixed[i] * ratio) + ((1 - rescale) * mixed[i]);
            }
        }

        ClassifierFreeGuidance.Rescale(mixed, conditional, batch, rescale);
        Assert.That(mixed, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Rescale_Whole_GivesTheDeviationOfTheConditional()
    {
        var mixed = Values(4096, 6, scale: 9, shift: -100);
        var conditional = Values(4096, 7);
        ClassifierFreeGuidance.Rescale(mixed, conditional, 1, 1);
        Assert.That(Deviation(mixed), Is.EqualTo(Deviation(conditional)).Within(1e-5));
    }

    [Test]
    public void Rescale_LargeMeanSmallDeviation_LosesNoDigits()
    {
        var mixed = Values(65536, 8, scale: 1e-3f, shift: 1000);
        var expected = (rescaled: 0.5 * (Deviation(Values(65536, 9)) / Deviation(mixed)) + 0.5, first: (double)mixed[0]);
        ClassifierFreeGuidance.Rescale(mixed, Values(65536, 9), 1, 0.5f);
        Assert.That(mixed[0] / expected.first, Is.EqualTo(expected.rescaled).Within(1e-6 * expected.rescaled));
    }

    // Unbiased: over n - 1.
    private static double Deviation(float[] values)
    {
        var mean = values.Average(value => (double)value);
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static float[] Values(int length, int seed, float scale = 1, float shift = 0)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, length).Select(_ => ((random.NextSingle() - 0.5f) * scale) + shift).ToArray();
    }
}

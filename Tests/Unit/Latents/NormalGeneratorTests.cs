using DiffusionTextures.Latents;

namespace DiffusionTextures.Tests.Latents;

public class NormalGeneratorTests
{
    [Test]
    public void NumPy_KnownSeeds_GivesNumPysNumbers()
    {
        Assert.That(Draw(NoiseKind.NumPy, 0, 6), Is.EqualTo(
            new[] { 1.764052345967664f, 0.4001572083672233f, 0.9787379841057392f, 2.240893199201458f, 1.867557990149967f, -0.977277879876411f }));
        Assert.That(Draw(NoiseKind.NumPy, 42, 4), Is.EqualTo(
            new[] { 0.4967141530112327f, -0.13826430117118466f, 0.6476885381006925f, 1.5230298564080254f }));
    }

    [Test]
    public void MersenneTwister_StandardSeed_GivesTheStandardsTenThousandthNumber()
    {
        var bits = new MersenneTwister(5489);
        for (var i = 1; i < 10_000; i++)
        {
            bits.Next();
        }

        Assert.That(bits.Next(), Is.EqualTo(4123659995u));
    }

    [Test]
    public void Philox_KnownAnswer_IsThePapers()
    {
        uint a = 0xFFFFFFFF, b = 0xFFFFFFFF, c = 0xFFFFFFFF, d = 0xFFFFFFFF;

        Philox.Generate(ref a, ref b, ref c, ref d, ulong.MaxValue);

        Assert.That(new[] { a, b, c, d }, Is.EqualTo(new[] { 0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu }));
    }

    [Test]
    public void Fill_ManyDraws_AreStandardNormal([Values] NoiseKind kind)
    {
        var values = Draw(kind, 123, 65_536);

        Assert.That(values.Average(), Is.Zero.Within(0.02));
        Assert.That(values.Average(value => (double)value * value), Is.EqualTo(1).Within(0.03));
        Assert.That(values, Is.All.InRange(-6f, 6f));
    }

    private static float[] Draw(NoiseKind kind, ulong seed, int count)
    {
        var values = new float[count];
        BatchNoise.CreateGenerator(kind, seed).Fill(values);
        return values;
    }
}

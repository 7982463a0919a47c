using DiffusionTextures.Latents;

namespace DiffusionTextures.Tests.Latents;

public class BatchNoiseTests
{
    private const int Size = 4 * 8 * 8;

    [Test]
    public void NextNormal_ImageOfABatch_EqualsTheSingleImage([Values] NoiseKind kind)
    {
        var batch = new BatchNoise(kind, 40, 3, 4, 8, 8);
        var single = new BatchNoise(kind, 42, 1, 4, 8, 8);
        var all = new float[3 * Size];
        var one = new float[Size];

        for (var draw = 0; draw < 2; draw++)
        {
            batch.NextNormal(all);
            single.NextNormal(one);
            Assert.That(all[(2 * Size)..], Is.EqualTo(one));
        }
    }

    [Test]
    public void NextNormal_VariationOfStrengthOne_IsTheOtherSeed()
    {
        var varied = First(new BatchNoise(NoiseKind.TorchCpu, 1, 1, 4, 8, 8, new NoiseVariation { Seed = 2, Strength = 1 }));
        var other = First(new BatchNoise(NoiseKind.TorchCpu, 2, 1, 4, 8, 8));

        Assert.That(varied, Is.EqualTo(other).Within(1e-6));
    }

    [Test]
    public void NextNormal_Variation_LeavesTheSecondDrawAlone()
    {
        var varied = new BatchNoise(NoiseKind.TorchCpu, 1, 1, 4, 8, 8, new NoiseVariation { Seed = 2, Strength = 0.3f });
        var plain = new BatchNoise(NoiseKind.TorchCpu, 1, 1, 4, 8, 8);

        Assert.That(First(varied), Is.Not.EqualTo(First(plain)));
        Assert.That(First(varied), Is.EqualTo(First(plain)));
    }

    [TestCase(6, 4)]
    [TestCase(12, 5)]
    public void NextNormal_SeedResize_KeepsTheMiddle(int height, int width)
    {
        var variation = new NoiseVariation { ResizeFromHeight = height, ResizeFromWidth = width };
        var resized = First(new BatchNoise(NoiseKind.TorchCuda, 9, 1, 4, 8, 8, variation));
        var source = new float[4 * height * width];
        new BatchNoise(NoiseKind.TorchCuda, 9, 1, 4, height, width).NextNormal(source);

        Assert.That(resized[(4 * 8) + 4], Is.EqualTo(source[((4 - ((8 - height) >> 1)) * width) + 4 - ((8 - width) >> 1)]));
    }

    [Test]
    public void NextNormal_OtherSize_IsRejected() =>
        Assert.That(() => new BatchNoise(NoiseKind.NumPy, 1, 1, 4, 8, 8).NextNormal(new float[5]), Throws.ArgumentException);

    [TestCase(1.5f, 0, 0)]
    [TestCase(float.NaN, 0, 0)]
    [TestCase(0.5f, 8, 0)]
    public void Constructor_VariationOutOfRange_IsRejected(float strength, int height, int width)
    {
        var variation = new NoiseVariation { Strength = strength, ResizeFromHeight = height, ResizeFromWidth = width };

        Assert.That(() => new BatchNoise(NoiseKind.NumPy, 1, 1, 4, 8, 8, variation), Throws.ArgumentException);
    }

    private static float[] First(BatchNoise noise)
    {
        var values = new float[Size];
        noise.NextNormal(values);
        return values;
    }
}

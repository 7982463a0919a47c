namespace DiffusionTextures.Tests;

public class TextureSeriesTests
{
    private static readonly TextureRequest Request = new("red brick wall") { Seed = 7, NumInferenceSteps = 3, KeepTensors = true, Maps = MaterialMaps.Albedo };

    [Test]
    public void Series_OfARequest_CountsItsSeedsUp()
    {
        Assert.That(Request.Series(3).Select(request => request.Seed), Is.EqualTo(new long?[] { 7, 8, 9 }));
        Assert.That((Request with { Seed = null }).Series(2).Select(request => request.Seed), Has.None.Null.And.Unique);
    }

    [Test]
    public void Series_OfAVariation_KeepsTheSeedAndCountsTheVariationsUp()
    {
        var series = (Request with { Variation = new NoiseVariation { Seed = 20, Strength = 0.3f } }).Series(3);
        Assert.That(series.Select(request => request.Seed), Is.All.EqualTo(7));
        Assert.That(series.Select(request => request.Variation!.Seed), Is.EqualTo(new ulong[] { 20, 21, 22 }));
    }

    [Test]
    public async Task Variations_OfATexture_AreNearerToItThanOtherSeeds()
    {
        using var generator = await TextureGenerator.LoadAsync();
        var texture = await LatentsAsync(generator, Request);
        var other = await LatentsAsync(generator, Request with { Seed = 8 });
        foreach (var variation in Request.Variations(2, 0.15f))
        {
            var distance = Distance(await LatentsAsync(generator, variation), texture);
            Assert.That(distance, Is.GreaterThan(1e-3).And.LessThan(0.7 * Distance(other, texture)));
        }
    }

    [Test]
    public void Variations_OfAPicture_UseItsStrength()
    {
        var variations = (Request with { InitImage = new FloatTensor(1, 3, 128, 128) }).Variations(2, 0.4f);
        Assert.That(variations.Select(request => (request.Strength, request.Seed)), Is.EqualTo(new (float?, long?)[] { (0.4f, 7), (0.4f, 8) }));
    }

    [Test]
    public void Family_SharesTheSeed()
    {
        var family = (Request with { Seed = null }).Family(["mossy brick wall", "snowy brick wall"], keepsLayout: true);
        Assert.That(family.Select(request => request.Seed).Distinct(), Has.Exactly(1).Items);
        Assert.That(family.Select(request => request.Prompt), Is.EqualTo(new[] { "red brick wall", "mossy brick wall", "snowy brick wall" }));
        Assert.That(family.Select(request => request.PromptEdit?.SourcePrompt), Is.EqualTo(new[] { null, "red brick wall", "red brick wall" }));
    }

    [Test]
    public async Task GenerateTexturesAsync_GivesEachAsOneAlone()
    {
        using var generator = await TextureGenerator.LoadAsync();
        var family = Request.Family(["mossy brick wall"]);
        var made = new List<float[]>();
        await foreach (var textures in generator.GenerateTexturesAsync(family))
        {
            made.Add(textures.Report.Latents!.Span.ToArray());
        }

        Assert.That(made, Has.Count.EqualTo(2));
        Assert.That(made[1], Is.EqualTo(await LatentsAsync(generator, Request with { Prompt = "mossy brick wall" })));
    }

    [Test]
    public void Series_OfNone_IsRefused()
    {
        Assert.That(() => Request.Series(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("at least one"));
        Assert.That(() => Request.Variations(2, 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("above 0"));
    }

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Average();

    private static async Task<float[]> LatentsAsync(TextureGenerator generator, TextureRequest request) => (await generator.GenerateTextureAsync(request)).Report.Latents!.Span.ToArray();
}

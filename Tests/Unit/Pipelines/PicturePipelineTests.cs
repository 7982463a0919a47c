namespace DiffusionTextures.Tests.Pipelines;

/// <summary>Ways from a given picture: masks, extensions, edits, inversion, enlargement. Each setting must do what it says.</summary>
public class PicturePipelineTests
{
    private const int Side = 128;

    private TextureGenerator _generator = null!;
    private FloatTensor _picture = null!;

    private TextureRequest Start => new("red brick wall") { Seed = 11, NumInferenceSteps = 8, GuidanceScale = 3, KeepTensors = true, Maps = MaterialMaps.Albedo, InitImage = _picture };

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _generator = await TextureGenerator.LoadAsync();
        var made = await _generator.GenerateTextureAsync(new TextureRequest("gray cobblestone") { Seed = 5, Maps = MaterialMaps.Albedo });
        _picture = made[MaterialMaps.Albedo].ToTensor();
    }

    [OneTimeTearDown]
    public void Dispose() => _generator.Dispose();

    [Test]
    public async Task Mask_OutsideOfTheBlur_KeepsThePicturesBytes()
    {
        var request = Start with { Mask = RightHalf(), MaskBlur = 4 };
        var texture = await AlbedoAsync(request);
        var unblurred = await AlbedoAsync(request with { MaskBlur = 0 });
        var decoded = await AlbedoAsync(request with { PasteUnmasked = false });

        // A deviation of 4 reaches 10 texels to each side.
        Assert.That(Columns(texture, 0, 54), Is.EqualTo(Columns(_picture, 0, 54)));
        Assert.That(Columns(texture, 55, 64), Is.Not.EqualTo(Columns(_picture, 55, 64)), "the blur reaches here");
        Assert.That(Columns(unblurred, 0, 64), Is.EqualTo(Columns(_picture, 0, 64)));
        Assert.That(Columns(decoded, 0, 54), Is.Not.EqualTo(Columns(_picture, 0, 54)));
        Assert.That(Columns(texture, 80, 128), Is.EqualTo(Columns(decoded, 80, 128)), "the painting itself");
    }

    [Test]
    public async Task MaskedContent_WithAStrengthBelow1_DecidesTheStart()
    {
        var request = Start with { Mask = RightHalf(), Strength = 0.5f };
        var latents = new List<float[]>();
        foreach (var content in Enum.GetValues<MaskedContent>())
        {
            latents.Add(await LatentsAsync(request with { MaskedContent = content }));
        }

        for (var i = 0; i < latents.Count; i++)
        {
            for (var k = 0; k < i; k++)
            {
                Assert.That(Difference(latents[i], latents[k]), Is.GreaterThan(1e-2f), $"{(MaskedContent)i} and {(MaskedContent)k}");
            }
        }
    }

    [Test]
    public async Task Mask_OfAnInpaintingModel_CountsFromAHalfOn()
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = Path.Combine(AppContext.BaseDirectory, "Data", "models", "tiny_inpaint") });
        var picture = new FloatTensor(1, 3, 64, 64);
        var request = new TextureRequest("a stone wall") { Seed = 1, NumInferenceSteps = 2, InitImage = picture, KeepTensors = true };
        var binary = await LatentsAsync(0, 1);
        var fractional = await LatentsAsync(0.4f, 0.6f);

        Assert.That(fractional, Is.EqualTo(binary));

        async Task<float[]> LatentsAsync(float low, float high)
        {
            var mask = new FloatTensor(1, 1, 64, 64);
            mask.Span.Fill(low);
            mask.Span[(32 * 64)..].Fill(high);
            return (await generator.GenerateTextureAsync(request with { Mask = mask })).Report.Latents!.Span.ToArray();
        }
    }

    [Test]
    public async Task Outpaint_MakesALargerTextureAroundTheSamePicture()
    {
        var texture = await AlbedoAsync(Start with { Outpaint = new Outpaint(64, 0, 0, 32) });

        Assert.That((texture.Shape[3], texture.Shape[2]), Is.EqualTo((192, 160)));
        var inside = Enumerable.Range(0, 3 * Side * Side).Select(i => texture.Span[((i / (Side * Side) * 160) + (i / Side % Side)) * 192 + 64 + (i % Side)]).ToArray();
        Assert.That(inside, Is.EqualTo(_picture.Span.ToArray()));
        var painted = Enumerable.Range(0, 160).Select(y => texture.Span[y * 192 + 20]).ToArray();
        Assert.That(painted.Max() - painted.Min(), Is.GreaterThan(0.2f));
    }

    [Test]
    public async Task Outpaint_WithMaskBlur_FadesIntoThePicturesRim()
    {
        var hard = await AlbedoAsync(Start with { Outpaint = new Outpaint(64, 0, 0, 0) });
        var soft = await AlbedoAsync(Start with { Outpaint = new Outpaint(64, 0, 0, 0), MaskBlur = 4 });

        Assert.That(Columns(soft, 66, 76), Is.Not.EqualTo(Columns(hard, 66, 76)));
        Assert.That(Columns(soft, 100, 192), Is.EqualTo(Columns(hard, 100, 192)));
    }

    [Test]
    public async Task CycleEdit_ToTheSamePrompt_GivesThePictureBack()
    {
        var request = Start with { GuidanceScale = 1, CycleEdit = new CycleEdit("red brick wall") };
        var same = (await ReportAsync(request)).Latents!;
        var other = (await ReportAsync(request with { Prompt = "green grass" })).Latents!;

        Assert.That(Difference(Image(same, 1), Image(same, 0)), Is.LessThan(1e-4f));
        Assert.That(Difference(Image(other, 0), Image(same, 0)), Is.LessThan(1e-6f), "the source always returns to the picture");
        Assert.That(Difference(Image(other, 1), Image(other, 0)), Is.GreaterThan(0.1f));

        static float[] Image(FloatTensor pair, int image) => pair.Span.Slice(image * pair.Span.Length / 2, pair.Span.Length / 2).ToArray();
    }

    [Test]
    public async Task CycleEdit_ItsSettings_ChangeTheResult()
    {
        var request = Start with { Prompt = "green grass", CycleEdit = new CycleEdit("red brick wall") };
        var plain = await LatentsAsync(request);

        Assert.That(Difference(await LatentsAsync(request with { CycleEdit = request.CycleEdit! with { SourceGuidanceScale = 3 } }), plain), Is.GreaterThan(1e-2f));
        Assert.That(Difference(await LatentsAsync(request with { CycleEdit = request.CycleEdit! with { Eta = 0.8f } }), plain), Is.GreaterThan(1e-2f));
        Assert.That(Difference(await LatentsAsync(request with { CycleEdit = request.CycleEdit! with { SourcePrompt = "moss" } }), plain), Is.GreaterThan(1e-2f));
    }

    [Test]
    public async Task Inversion_WithTheSamePrompt_BringsThePictureBackAndWithAnotherNot()
    {
        var request = Start with
        {
            Prompt = "gray cobblestone", GuidanceScale = 1, NumInferenceSteps = 50, Scheduler = SchedulerKind.Ddim, Inversion = new Inversion("gray cobblestone"),
        };
        var back = (await ReportAsync(request)).DecodedImage!.Span.ToArray();
        var drawn = (await ReportAsync(request with { Inversion = null })).DecodedImage!.Span.ToArray();
        var other = (await ReportAsync(request with { Prompt = "green grass", GuidanceScale = 3 })).DecodedImage!.Span.ToArray();
        var picture = _picture.Span.ToArray();

        TestContext.Out.WriteLine($"mean difference: inverted {MeanDifference(back, picture):0.000}, noised {MeanDifference(drawn, picture):0.000}, another prompt {MeanDifference(other, picture):0.000}");
        Assert.That(MeanDifference(back, picture), Is.LessThan(0.08), "of values from -1 to 1");
        Assert.That(MeanDifference(drawn, picture), Is.GreaterThan(2 * MeanDifference(back, picture)));
        Assert.That(MeanDifference(other, picture), Is.GreaterThan(2 * MeanDifference(back, picture)));
    }

    [Test]
    public async Task Inversion_ItsGuidance_ChangesTheResult()
    {
        var request = Start with { Inversion = new Inversion("gray cobblestone") };
        var guided = request with { Inversion = new Inversion("gray cobblestone") { GuidanceScale = 3 } };
        Assert.That(Difference(await LatentsAsync(guided), await LatentsAsync(request)), Is.GreaterThan(1e-2f));
    }

    [Test]
    public async Task Hires_MakesALargerTextureInASecondPass()
    {
        var request = Start with { InitImage = null, Hires = new HiresFix { Scale = 1.5f, Strength = 0.5f } };
        var textures = await _generator.GenerateTextureAsync(request);
        var steps = await ReportAsync(request with { Hires = request.Hires! with { NumInferenceSteps = 20 } });
        var plain = textures.Report.Latents!.Span.ToArray();

        Assert.That((textures.Width, textures.Height), Is.EqualTo((192, 192)));
        Assert.That(textures.Report.Timings.DenoiseSteps, Is.EqualTo(8 + 4));
        Assert.That(steps.Timings.DenoiseSteps, Is.EqualTo(8 + 10));
        Assert.That(Difference(await LatentsAsync(request with { Hires = request.Hires! with { Strength = 0.8f } }), plain), Is.GreaterThan(1e-2f));
        foreach (var upscale in new[] { LatentUpscale.Nearest, LatentUpscale.Bicubic, LatentUpscale.BicubicAntialiased })
        {
            Assert.That(Difference(await LatentsAsync(request with { Hires = request.Hires! with { Upscale = upscale } }), plain), Is.GreaterThan(1e-3f), upscale.ToString());
        }
    }

    [Test]
    public async Task PictureNoise_OfTheStochasticEncode_IsOneStepNoisier()
    {
        var request = Start with { Strength = 0.5f };
        var encoded = await LatentsAsync(request with { PictureNoise = PictureNoise.StochasticEncode });
        Assert.That(Difference(encoded, await LatentsAsync(request)), Is.GreaterThan(1e-3f));
    }

    [Test]
    public async Task Strength_OfAConsistencyModel_SpreadsAllStepsOverItsShare()
    {
        var report = await ReportAsync(Start with { Scheduler = SchedulerKind.Lcm, NumInferenceSteps = 4, Strength = 0.5f });
        var more = await ReportAsync(Start with { Scheduler = SchedulerKind.Lcm, NumInferenceSteps = 4, Strength = 0.9f });
        Assert.That(report.Timings.DenoiseSteps, Is.EqualTo(4));
        Assert.That(Difference(report.Latents!.Span.ToArray(), more.Latents!.Span.ToArray()), Is.GreaterThan(1e-2f));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        var picture = new FloatTensor(1, 3, Side, Side);
        var mask = new FloatTensor(1, 1, Side, Side);
        var start = new TextureRequest("x") { InitImage = picture };
        yield return Refusal(start with { Mask = mask, MaskBlur = -1 }, "MaskBlur", "0 to 256");
        yield return Refusal(start with { Outpaint = new Outpaint(0, 0, 0, 0) }, "Outpaint", "more than 0");
        yield return Refusal(start with { Outpaint = new Outpaint(64, 0, 0, 0), Mask = mask }, "Outpaint", "one texture after the other");
        yield return Refusal(start with { Outpaint = new Outpaint(64, 0, 0, 0), InitImage = null }, "Outpaint", "InitImage");
        yield return Refusal(start with { SeamRemoval = new SeamRemoval { Band = 0 } }, "Band", "above 0");
        yield return Refusal(start with { SeamRemoval = new SeamRemoval { Axes = TileAxes.None } }, "Axes", "XY");
        yield return Refusal(start with { CycleEdit = new CycleEdit("y"), InitImage = null }, "CycleEdit", "InitImage");
        yield return Refusal(start with { CycleEdit = new CycleEdit("y"), Scheduler = SchedulerKind.EulerDiscrete }, "CycleEdit", "Ddim");
        yield return Refusal(start with { CycleEdit = new CycleEdit("y") { Eta = 0 } }, "Eta", "above 0");
        yield return Refusal(start with { Inversion = new Inversion("y") { GuidanceScale = -1 } }, "GuidanceScale", "0 to 100");
        yield return Refusal(start with { Inversion = new Inversion(null!) }, "Prompt", "null");
        yield return Refusal(start with { PictureNoise = PictureNoise.StochasticEncode, Scheduler = SchedulerKind.EulerDiscrete }, "PictureNoise", "Ddim");
        yield return Refusal(start with { Hires = new HiresFix { Scale = 1 } }, "Scale", "above 1");
        yield return Refusal(start with { Hires = new HiresFix(), Mask = mask }, "Hires", "first");
        yield return Refusal(start with { RefinerStart = 0.5f }, "RefinerStart", "RefinerFolder");
        yield return Refusal(start with { Styles = null! }, "Styles", "null");
        yield return Refusal(start with { AttentionWords = [null!] }, "AttentionWords", "null");
        yield return Refusal(start with { ControlNets = [new ControlNetInput(null!)] }, "Image", "null");
        yield return Refusal(start with { StepNoise = new FloatTensor(2, 1, 4, 16, 16), Scheduler = SchedulerKind.EulerAncestralDiscrete, NumInferenceSteps = 5, Strength = 1 }, "StepNoise", "5");

        static TestCaseData Refusal(TextureRequest request, string member, string remedy) => new TestCaseData(request, member, remedy).SetArgDisplayNames(member, remedy);
    }

    [TestCaseSource(nameof(Refusals))]
    public void Generate_WhatDoesNotFit_NamesTheSettingAndTheRemedy(TextureRequest request, string member, string remedy)
    {
        Assert.That(
            () => _generator.GenerateTextureAsync(request),
            Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(member).And.Message.Contains(remedy));
    }

    private static FloatTensor RightHalf()
    {
        var mask = new FloatTensor(1, 1, Side, Side);
        for (var i = 0; i < Side * Side; i++)
        {
            mask.Span[i] = i % Side < 64 ? 0 : 1;
        }

        return mask;
    }

    private static float[] Columns(FloatTensor picture, int from, int to)
    {
        var width = picture.Shape[3];
        return Enumerable.Range(0, picture.Span.Length).Where(i => i % width >= from && i % width < to).Select(i => picture.Span[i]).ToArray();
    }

    private static float Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    private static double MeanDifference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Average();

    private async Task<FloatTensor> AlbedoAsync(TextureRequest request) => (await _generator.GenerateTextureAsync(request))[MaterialMaps.Albedo].ToTensor();

    private async Task<float[]> LatentsAsync(TextureRequest request) => (await ReportAsync(request)).Latents!.Span.ToArray();

    private async Task<GenerationReport> ReportAsync(TextureRequest request) => (await _generator.GenerateTextureAsync(request)).Report;
}

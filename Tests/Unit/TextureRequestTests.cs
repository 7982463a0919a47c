namespace DiffusionTextures.Tests;

/// <summary>Each public setting must do something: a request with it differs from one without.</summary>
public class TextureRequestTests
{
    /// <summary>With its own scheduler, so that what the shipped model recommends is not among the settings compared.</summary>
    private static readonly TextureRequest Plain = new("red brick wall")
    {
        Seed = 11, NumInferenceSteps = 6, GuidanceScale = 3, Scheduler = SchedulerKind.Ddim, KeepTensors = true,
    };

    private TextureGenerator _generator = null!;
    private float[] _plain = [];

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _generator = await TextureGenerator.LoadAsync();
        _plain = await LatentsAsync(Plain);
    }

    [OneTimeTearDown]
    public void Dispose() => _generator.Dispose();

    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Setting("Prompt", Plain with { Prompt = "blue lava" });
        yield return Setting("NegativePrompt", Plain with { NegativePrompt = "mossy" });
        yield return Setting("emphasis", Plain with { Prompt = "(red:1.4) brick wall" });
        yield return Setting("schedule", Plain with { Prompt = "[red:green:3] brick wall" });
        yield return Setting("AND", Plain with { Prompt = "red brick wall AND green grass" });
        yield return Setting("wildcard", Plain with { Prompt = "{green|blue} brick wall" });
        yield return Setting("Styles", Plain with { Styles = [new PromptStyle("old", "rusty {prompt}", string.Empty)] });
        yield return Setting("NumInferenceSteps", Plain with { NumInferenceSteps = 7 });
        yield return Setting("Timesteps", Plain with { Timesteps = [999f, 800f, 600f, 400f, 200f, 20f], Scheduler = SchedulerKind.Ddpm });
        yield return Setting("AYS timesteps", Plain with { Timesteps = AysSchedules.StableDiffusionTimesteps, NumInferenceSteps = 10, Scheduler = SchedulerKind.DpmSolverMultistep });
        yield return Setting("AYS sigmas", Plain with { Sigmas = AysSchedules.StableDiffusionSigmas, NumInferenceSteps = 10, Scheduler = SchedulerKind.EulerDiscrete });
        yield return Setting("GuidanceScale", Plain with { GuidanceScale = 4 });
        yield return Setting("GuidanceRescale", Plain with { GuidanceRescale = 0.7f });
        yield return Setting("GuidanceStart", Plain with { GuidanceStart = 0.5f });
        yield return Setting("GuidanceEnd", Plain with { GuidanceEnd = 0.5f });
        yield return Setting("Seed", Plain with { Seed = 12 });
        yield return Setting("NoiseKind", Plain with { NoiseKind = NoiseKind.TorchCuda });
        yield return Setting("Variation", Plain with { Variation = new NoiseVariation { Seed = 3, Strength = 0.3f } });
        yield return Setting("Scheduler", Plain with { Scheduler = SchedulerKind.DpmSolverMultistep });
        yield return Setting("SchedulerOptions", Plain with { SchedulerOptions = new SchedulerOptions { Eta = 1 } });
        yield return Setting("InitLatents", Plain with { InitLatents = new FloatTensor(1, 4, 16, 16) });
        yield return Setting("InitImage", Plain with { InitImage = new FloatTensor(1, 3, 128, 128) });

        static TestCaseData Setting(string name, TextureRequest request) => new TestCaseData(request).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Settings))]
    public async Task Generate_WithTheSetting_DiffersFromWithout(TextureRequest request)
    {
        var latents = await LatentsAsync(request);
        var difference = latents.Zip(_plain, (a, b) => Math.Abs(a - b)).Max();
        Assert.That(difference, Is.GreaterThan(1e-3f));
    }

    [Test]
    public async Task Generate_FromItsOwnReport_GivesTheSameLatents()
    {
        var report = await ReportAsync(Plain with { Prompt = "{green|blue} brick wall", Seed = null, NumInferenceSteps = null });
        Assert.That(await LatentsAsync(report.Request), Is.EqualTo(report.Latents!.Span.ToArray()));
    }

    [Test]
    public async Task Generate_StrengthOfAPicture_DecidesHowManyStepsRun()
    {
        var report = await ReportAsync(Plain with { InitImage = new FloatTensor(1, 3, 128, 128), Strength = 0.5f });
        Assert.That(report.Timings.DenoiseSteps, Is.EqualTo(3));
    }

    [Test]
    public async Task Generate_StrengthOfAPictureWithTimesteps_IsAShareOfThose()
    {
        var request = Plain with { InitImage = new FloatTensor(1, 3, 64, 64), Strength = 0.5f, Timesteps = [900f, 600f, 300f, 20f], NumInferenceSteps = 20, Scheduler = SchedulerKind.Ddpm };
        var report = await ReportAsync(request);
        Assert.That(report.Timings.DenoiseSteps, Is.EqualTo(2));
        Assert.That(report.Request.NumInferenceSteps, Is.EqualTo(4));
    }

    [Test]
    public async Task Generate_MaskedPicture_KeepsWhatIsOutside()
    {
        var picture = new FloatTensor(1, 3, 128, 128);
        var mask = new FloatTensor(1, 1, 128, 128);
        mask.Span[(64 * 128)..].Fill(1);
        var report = await ReportAsync(Plain with { InitImage = picture, Mask = mask });
        var kept = report.Latents!.Span[..(8 * 16)].ToArray();
        var repainted = report.Latents.Span[(8 * 16)..(16 * 16)].ToArray();
        Assert.That(kept.Max() - kept.Min(), Is.LessThan(0.2f), "a gray picture's luma stays gray");
        Assert.That(repainted.Max() - repainted.Min(), Is.GreaterThan(0.5f));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Refusal(Plain with { Width = 60 }, "Width", "64");
        yield return Refusal(Plain with { Height = 100_000 }, "Height", "4096");
        yield return Refusal(Plain with { NumInferenceSteps = 0 }, "NumInferenceSteps", "1 to 1000");
        yield return Refusal(Plain with { NumInferenceSteps = 10_000 }, "NumInferenceSteps", "1 to 1000");
        yield return Refusal(Plain with { GuidanceScale = float.NaN }, "GuidanceScale", "0 to 100");
        yield return Refusal(Plain with { GuidanceRescale = 2 }, "GuidanceRescale", "0 to 1");
        yield return Refusal(Plain with { Seed = -1 }, "Seed", "from 0");
        yield return Refusal(Plain with { Prompt = new string('a', 100_000) }, "Prompt", "20,000");
        yield return Refusal(Plain with { Mask = new FloatTensor(1, 1, 128, 128) }, "Mask", "InitImage");
        yield return Refusal(Plain with { InitImage = new FloatTensor(1, 3, 32, 32), Width = 128, Height = 128 }, "InitImage", "[1,3,128,128]");
        yield return Refusal(Plain with { InitImage = new FloatTensor(3, 128, 128) }, "InitImage", "[1,3,128,128]");
        yield return Refusal(Plain with { InitImage = new FloatTensor(1, 3, 128, 128), Strength = 0 }, "Strength", "above 0");
        yield return Refusal(Plain with { LoraWeights = [1f] }, "LoraWeights", "0 LoRAs");
        yield return Refusal(Plain with { PromptEdit = new PromptEdit("blue brick wall") }, "PromptEdit", "AttentionControl");
        yield return Refusal(Plain with { ControlNets = [new ControlNetInput(new FloatTensor(1, 3, 128, 128))] }, "ControlNets", "0 ControlNets");

        static TestCaseData Refusal(TextureRequest request, string member, string remedy) => new TestCaseData(request, member, remedy).SetArgDisplayNames(member, remedy);
    }

    [TestCaseSource(nameof(Refusals))]
    public void Generate_OutOfRange_NamesTheSettingAndTheRemedy(TextureRequest request, string member, string remedy)
    {
        Assert.That(
            () => _generator.GenerateTextureAsync(request),
            Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(member).And.Message.Contains(remedy));
    }

    [Test]
    public void Generate_OptionOfAnotherScheduler_NamesThoseThatHaveIt()
    {
        var request = Plain with { Scheduler = SchedulerKind.Ddim, SchedulerOptions = new SchedulerOptions { UseKarrasSigmas = true } };
        Assert.That(
            async () => await _generator.GenerateTextureAsync(request),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("use_karras_sigmas").And.Message.Contains("EulerDiscreteScheduler"));
    }

    private async Task<float[]> LatentsAsync(TextureRequest request) => (await ReportAsync(request)).Latents!.Span.ToArray();

    private async Task<GenerationReport> ReportAsync(TextureRequest request) => (await _generator.GenerateTextureAsync(request)).Report;
}

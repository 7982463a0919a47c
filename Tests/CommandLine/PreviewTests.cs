using DiffusionTextures.Tests;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Pictures of the steps.</summary>
public class PreviewTests
{
    private static readonly string[] Plain = ["generate", "red brick wall", "--seed", "4", "--steps", "3", "--maps", "albedo"];

    [Test]
    public async Task Preview_Pattern_WritesEveryStepAndNothingElse()
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync([.. Plain, "--out", scratch.Of("out.png"), "--preview", scratch.Of("steps", "{step:00}.png"), "--preview-kind", "vae"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(scratch.Content, Is.EqualTo(new[] { "out.png", "steps", "steps/01.png", "steps/02.png", "steps/03.png" }));

        var finished = TextureImage.Load(scratch.Of("out.png"));
        Assert.That(Difference(TextureImage.Load(scratch.Of("steps", "03.png")), finished), Is.LessThan(1));
        Assert.That(Difference(TextureImage.Load(scratch.Of("steps", "01.png")), finished), Is.GreaterThan(3));
    }

    [Test]
    public async Task Preview_Every_WritesFewerFiles()
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync([.. Plain, "--out", scratch.Of("out.png"), "--preview", scratch.Of("{step}.png"), "--preview-every", "2"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(scratch.Content, Is.EqualTo(new[] { "2.png", "3.png", "out.png" }));
        Assert.That(TextureImage.Load(scratch.Of("2.png")).Width, Is.EqualTo(16), "a projection has one texel per latent cell");
    }

    [Test]
    public async Task Preview_OfManyPictures_KeepsThemApart()
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync([.. Plain, "--count", "2", "--out", scratch.Of("out.png"), "--preview", scratch.Of("live.png")]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(scratch.Content, Is.EqualTo(new[] { "live_1.png", "live_2.png", "out_4.png", "out_5.png" }));
    }

    [Test]
    public async Task Preview_SmallDecoder_MakesThePictures()
    {
        using var scratch = new ScratchFolder();
        SmallModel.WriteDecoder(scratch.Of("taesd", "vae_decoder", "model.onnx"), 0.5f);
        File.WriteAllText(scratch.Of("taesd", "vae_decoder", "config.json"), "{\"_class_name\":\"AutoencoderTiny\",\"block_out_channels\":[64,64,64,64]}");
        var run = await DtexRun.WithAsync([.. Plain, "--out", scratch.Of("out.png"), "--preview", scratch.Of("live.png"), "--preview-kind", "decoder", "--preview-decoder", scratch.Of("taesd")]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(TextureImage.Load(scratch.Of("live.png")).Width, Is.EqualTo(128));
    }

    [TestCase("steps.jpg", "projection", ".png")]
    [TestCase("steps.png", "decoder", "PreviewDecoderFolder")]
    [TestCase("steps.png", "guess", "projection|decoder|vae")]
    public async Task Preview_BadValue_IsAUsageErrorWithARemedy(string pattern, string kind, string remedy)
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync([.. Plain, "--out", scratch.Of("out.png"), "--preview", scratch.Of(pattern), "--preview-kind", kind]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1).And.One.Contains(remedy));
        Assert.That(scratch.Content, Is.Empty);
    }

    private static double Difference(TextureImage a, TextureImage b) => a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => (double)Math.Abs(x - y)).Average();
}

using DiffusionTextures.Tests;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Enlarged textures.</summary>
public class UpscaleTests
{
    private static readonly string[] Plain = ["generate", "red brick wall", "--seed", "4", "--steps", "2", "--maps", "albedo,normal"];

    [Test]
    public async Task Upscale_NetworkAndFactor_WritesLargerMaps()
    {
        using var scratch = new ScratchFolder();
        SmallModel.WriteUpscaler(scratch.Of("network.onnx"), 2);
        var run = await DtexRun.WithAsync([.. Plain, "--out", scratch.Of("{map}.png"), "--upscale", scratch.Of("network.onnx") + ":2"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(TextureImage.Load(scratch.Of("albedo.png")).Width, Is.EqualTo(256));
        Assert.That(TextureImage.Load(scratch.Of("normal.png")).Height, Is.EqualTo(256));
    }

    [TestCase("network.onnx", 2, "realesrgan.onnx:4")]
    [TestCase("nothing.onnx:2", 3, "model.onnx")]
    [TestCase("network.onnx:9", 2, "2 to 8")]
    public async Task Upscale_BadValue_IsAnErrorWithARemedy(string value, int exitCode, string remedy)
    {
        using var scratch = new ScratchFolder();
        SmallModel.WriteUpscaler(scratch.Of("network.onnx"), 2);
        var run = await DtexRun.WithAsync([.. Plain, "--out", scratch.Of("{map}.png"), "--upscale", scratch.Of(value)]);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1).And.One.Contains(remedy));
    }
}

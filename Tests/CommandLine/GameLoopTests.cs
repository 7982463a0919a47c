using System.Text.Json;
using DiffusionTextures.Tests;
using GameLoop;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>The sample game, run without a window as a player would run it.</summary>
public class GameLoopTests
{
    private const int Width = 96;
    private const int Height = 54;

    [Test]
    public async Task Run_OnePrompt_TheCubeTurnsIntoTheMaterialAndValidationIsSilent()
    {
        using var scratch = new ScratchFolder();
        var report = await PlayAsync("--prompts", "red brick wall", "--hold", "0.3", "--png", scratch.Path);

        var material = report.GetProperty("materials")[0];
        var asked = material.GetProperty("askedInFrame").GetInt32();
        var shown = material.GetProperty("shownInFrame").GetInt32();
        var frames = report.GetProperty("frames").GetInt32();
        Assert.That(report.GetProperty("validationMessages").GetArrayLength(), Is.Zero, report.ToString());
        Assert.That(Directory.GetFiles(scratch.Path, "frame-*.png"), Has.Length.EqualTo(frames));
        Assert.That(frames, Is.GreaterThan(shown));
        Assert.That(material.GetProperty("previews").GetInt32(), Is.GreaterThan(0));

        // Clay is gray; bricks are red. The turn of the cube alone changes neither.
        Assert.That(Redness(scratch, 0), Is.LessThan(25));
        Assert.That(Redness(scratch, asked), Is.LessThan(25));
        Assert.That(Redness(scratch, shown), Is.GreaterThan(50));
        Assert.That(Redness(scratch, frames - 1), Is.GreaterThan(50));
    }

    [Test]
    public async Task Run_WithFrames_DrawsSoManyAndCountsTheirTimes()
    {
        var report = await PlayAsync("--frames", "30", "--hold", "0");

        Assert.That(report.GetProperty("frames").GetInt32(), Is.EqualTo(30));
        var times = report.GetProperty("frameMilliseconds");
        var counted = times.GetProperty("without").GetProperty("count").GetInt32() + times.GetProperty("with").GetProperty("count").GetInt32();
        Assert.That(counted, Is.EqualTo(22), "All but the first eight.");
        Assert.That(times.GetProperty("with").GetProperty("count").GetInt32(), Is.GreaterThan(0));
    }

    [Test]
    public async Task Run_WithPngEvery_WritesThoseFramesOnly()
    {
        using var scratch = new ScratchFolder();
        await PlayAsync("--frames", "10", "--png", scratch.Path, "--png-every", "4");
        Assert.That(
            Directory.GetFiles(scratch.Path).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "frame-00000.png", "frame-00004.png", "frame-00008.png" }));
    }

    [TestCase("--size", "big")]
    [TestCase("--size", "8x8")]
    [TestCase("--frames", "0")]
    [TestCase("--png-every", "-1")]
    [TestCase("--texture-size", "x")]
    [TestCase("--fps-cap", "-5")]
    [TestCase("--hold", "soon")]
    public async Task Run_WrongValue_NamesTheOption(string option, string value)
    {
        var error = new StringWriter();
        var code = await GameLoopProgram.RunAsync([option, value], TextWriter.Null, error);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error.ToString(), Does.Contain(option).And.Contain(value));
    }

    [Test]
    public async Task Run_ModelThatIsNotThere_SaysSo()
    {
        RequireVulkan();
        var error = new StringWriter();
        var code = await GameLoopProgram.RunAsync(["--headless", "--model", "no-such-folder"], TextWriter.Null, error);
        Assert.That(code, Is.EqualTo(4));
        Assert.That(error.ToString(), Does.Contain("no-such-folder"));
    }

    private static async Task<JsonElement> PlayAsync(params string[] args)
    {
        RequireVulkan();
        var output = new StringWriter();
        var error = new StringWriter();
        var code = await GameLoopProgram.RunAsync(["--headless", "--validate", "--json", "--size", $"{Width}x{Height}", "--fps-cap", "30", .. args], output, error);
        Assert.That(code, Is.Zero, $"{error}{output}");
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    /// <summary>How much more red than green the middle of the cube is, in codes.</summary>
    private static double Redness(ScratchFolder scratch, int frame)
    {
        var image = TextureImage.Load(Path.Combine(scratch.Path, $"frame-{frame:D5}.png"));
        var pixels = image.Pixels.Span;
        var (sum, count) = (0.0, 0);
        for (var y = Height / 4; y < Height / 2; y++)
        {
            for (var x = Width * 2 / 5; x < Width * 3 / 5; x++)
            {
                var at = 4 * (y * Width + x);
                sum += pixels[at] - pixels[at + 1];
                count++;
            }
        }

        return sum / count;
    }

    private static void RequireVulkan()
    {
        try
        {
            using var device = VulkanDevice.CreateHeadless(new VulkanDeviceOptions { ValidationMessage = _ => { } });
        }
        catch (GraphicsException exception)
        {
            Requirement.Check("vulkan", false, $"{exception.Message} Debian: mesa-vulkan-drivers vulkan-validationlayers libvulkan1.");
        }
    }
}

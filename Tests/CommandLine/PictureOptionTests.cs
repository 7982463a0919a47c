using System.Text.Json;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Options that start from a picture: each must change the albedo.</summary>
public class PictureOptionTests
{
    private const int Side = 128;

    private ScratchFolder _scratch = null!;

    [SetUp]
    public async Task MakePictureAsync()
    {
        _scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync("generate", "gray cobblestone", "--seed", "2", "--steps", "4", "--maps", "albedo", "--out", _scratch.Of("picture.png"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var mask = new float[Side * Side];
        mask.AsSpan(mask.Length / 2).Fill(1);
        File.WriteAllBytes(_scratch.Of("mask.npy"), Npy.Of([1, 1, Side, Side], mask));
    }

    [TearDown]
    public void DeleteScratch() => _scratch.Dispose();

    [TestCase("--picture-noise", "ddim-encode")]
    [TestCase("--cycle-from", "gray cobblestone")]
    [TestCase("--cycle-from", "gray cobblestone", "--cycle-guidance", "3")]
    [TestCase("--cycle-from", "gray cobblestone", "--cycle-eta", "0.9")]
    [TestCase("--invert", "gray cobblestone")]
    [TestCase("--invert", "gray cobblestone", "--invert-guidance", "3")]
    [TestCase("--hires", "1.5:0.5:12")]
    [TestCase("--hires", "1.5", "--hires-upscale", "nearest")]
    [TestCase("--inpaint-seam", "xy")]
    [TestCase("--inpaint-seam", "xy", "--seam-band", "0.4")]
    [TestCase("--outpaint", "32,0,0,0")]
    [TestCase("--outpaint", "32,0,0,0", "--mask-blur", "6")]
    [TestCase("--mask", "mask.npy")]
    [TestCase("--mask", "mask.npy", "--mask-blur", "6")]
    [TestCase("--mask", "mask.npy", "--no-paste")]
    [TestCase("--mask", "mask.npy", "--strength", "0.5", "--masked-content", "fill")]
    [TestCase("--mask", "mask.npy", "--strength", "0.5", "--masked-content", "noise")]
    [TestCase("--mask", "mask.npy", "--strength", "0.5", "--masked-content", "nothing")]
    public async Task Generate_WithTheOption_DiffersFromWithoutTheLast(params string[] options)
    {
        var with = await AlbedoAsync(options);
        var without = await AlbedoAsync(options[^1].StartsWith("--", StringComparison.Ordinal) ? options[..^1] : options[..^2]);
        Assert.That(with, Is.Not.EqualTo(without));
    }

    [Test]
    public async Task Generate_FromAPictureInNpy_EqualsThatFromThePng()
    {
        var tensor = TextureImage.Load(_scratch.Of("picture.png")).ToTensor();
        File.WriteAllBytes(_scratch.Of("picture.npy"), Npy.Of([1, 3, Side, Side], tensor.Span.ToArray()));
        var fromPng = await AlbedoAsync([]);
        File.Delete(_scratch.Of("picture.png"));
        Assert.That(await AlbedoAsync([], "picture.npy"), Is.EqualTo(fromPng));
    }

    [Test]
    public async Task Generate_AFamily_WritesAPictureForEachPromptWithOneSeed()
    {
        var run = await DtexRun.WithAsync(
            "generate", "red brick wall", "--family", "mossy brick wall", "--family", "snowy brick wall", "--seed", "5", "--steps", "2", "--maps", "albedo", "--out", _scratch.Of("set"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(
            Directory.GetFiles(_scratch.Of("set")).Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "mossy-brick-wall_5_albedo.png", "red-brick-wall_5_albedo.png", "snowy-brick-wall_5_albedo.png" }));
    }

    [Test]
    public async Task Generate_WithChanges_NamesThemInTheMetadata()
    {
        var run = await DtexRun.WithAsync(
            "generate", "wall", "--steps", "2", "--maps", "albedo", "--out", _scratch.Of("out.png"), "--init-image", _scratch.Of("picture.png"), "--inpaint-seam", "x",
            "--vae", PocketModel.Folder, "--unet", PocketModel.Folder);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        TextureImage.Load(_scratch.Of("out.png"), out var metadata);
        var request = JsonDocument.Parse(metadata.Find(PngMetadata.RequestKey)!).RootElement;
        Assert.That(request.GetProperty("inpaintSeam").GetString(), Is.EqualTo("X"));
        Assert.That(request.GetProperty("vae").GetString(), Is.EqualTo(Path.GetFileName(PocketModel.Folder)));
        Assert.That(request.GetProperty("unet").GetString(), Is.EqualTo(Path.GetFileName(PocketModel.Folder)));
        Assert.That(request.TryGetProperty("refiner", out _), Is.False);
    }

    [TestCase("--outpaint", "1,2,3", "0,0,64,0")]
    [TestCase("--hires", "2:x", "2:0.6:15")]
    [TestCase("--hires", "2:0.5:6:7", "2:0.6:15")]
    [TestCase("--seam-band", "0.3", "--inpaint-seam")]
    [TestCase("--cycle-eta", "0.3", "--cycle-from")]
    [TestCase("--invert-guidance", "2", "--invert")]
    [TestCase("--hires-upscale", "nearest", "--hires")]
    [TestCase("--refiner-from", "0.5", "RefinerFolder")]
    [TestCase("--noise-level", "40", "upscaling models")]
    public async Task Generate_BadValue_IsAUsageErrorWithARemedy(string option, string value, string remedy)
    {
        var run = await DtexRun.WithAsync("generate", "wall", "--init-image", _scratch.Of("picture.png"), option, value, "--out", _scratch.Of("never"));
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1).And.One.Contains(remedy));
        Assert.That(Directory.Exists(_scratch.Of("never")), Is.False);
    }

    private async Task<byte[]> AlbedoAsync(string[] options, string picture = "picture.png")
    {
        var paths = options.Select(option => option == "mask.npy" ? _scratch.Of(option) : option);
        var run = await DtexRun.WithAsync(
            ["generate", "red brick wall", "--seed", "4", "--steps", "6", "--maps", "albedo", "--init-image", _scratch.Of(picture), .. paths, "--out", _scratch.Of("albedo.png")]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return TextureImage.Load(_scratch.Of("albedo.png")).Pixels.ToArray();
    }
}

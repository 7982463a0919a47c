using System.Text.Json;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>What --format, --compress and --mips do to the files.</summary>
public class FileFormatTests
{
    [Test]
    public async Task Generate_Ktx2WithAutoAndMips_SuitsEveryMapAndCarriesTheRequest()
    {
        using var scratch = new ScratchFolder();
        var run = await Generate("--format", "ktx2", "--compress", "auto", "--mips", "--out", scratch.Path);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var textures = scratch.Content.ToDictionary(name => name["moss_5_".Length..^".ktx2".Length], name => StoredTexture.Load(scratch.Of(name)));
        Assert.That(textures.ToDictionary(entry => entry.Key, entry => entry.Value.Encoding), Is.EquivalentTo(new Dictionary<string, TextureEncoding>
        {
            ["albedo"] = TextureEncoding.Bc7Srgb, ["normal"] = TextureEncoding.Bc5, ["height"] = TextureEncoding.R16,
            ["roughness"] = TextureEncoding.Bc4, ["metallic"] = TextureEncoding.Bc4, ["ao"] = TextureEncoding.Bc4,
        }));
        Assert.That(textures.Values.Select(texture => texture.LevelCount), Is.All.EqualTo(8), "128 texels");
        var metadata = textures["albedo"].Metadata.ToDictionary(entry => entry.Key, entry => entry.Value);
        Assert.That(metadata[PngMetadata.ParametersKey], Does.StartWith("moss").And.Contain("Seed: 5"));
        Assert.That(JsonDocument.Parse(metadata[PngMetadata.RequestKey]).RootElement.GetProperty("seed").GetInt64(), Is.EqualTo(5));
    }

    [TestCase("none", TextureEncoding.Rgba8Srgb)]
    [TestCase("bc1", TextureEncoding.Bc1Srgb)]
    [TestCase("bc3", TextureEncoding.Bc3Srgb)]
    [TestCase("bc4", TextureEncoding.Bc4)]
    [TestCase("bc5", TextureEncoding.Bc5)]
    [TestCase("bc7", TextureEncoding.Bc7Srgb)]
    public async Task Generate_DdsWithACompression_HasItAndOneLevel(string compression, TextureEncoding expected)
    {
        using var scratch = new ScratchFolder();
        var run = await Generate("--compress", compression, "--maps", "albedo", "--out", scratch.Of("a.dds"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var texture = StoredTexture.Load(scratch.Of("a.dds"));
        Assert.That((texture.Encoding, texture.LevelCount), Is.EqualTo((expected, 1)), "the extension names the format");
    }

    [Test]
    public async Task Generate_Png16_GivesMasks16BitsAndAgreesWithPng()
    {
        using var scratch = new ScratchFolder();
        await Generate("--format", "png16", "--maps", "roughness", "--out", scratch.Of("fine.png"));
        await Generate("--format", "png", "--maps", "roughness", "--out", scratch.Of("coarse.png"));
        var (fine, coarse) = (TextureImage.Load(scratch.Of("fine.png")), TextureImage.Load(scratch.Of("coarse.png")));
        Assert.That((fine.Format, coarse.Format), Is.EqualTo((PixelFormat.R16, PixelFormat.R8)));
        for (var i = 0; i < coarse.Pixels.Length; i++)
        {
            Assert.That(BitConverter.ToUInt16(fine.Pixels.Span[(2 * i)..]) / 257.0, Is.EqualTo((double)coarse.Pixels.Span[i]).Within(0.51));
        }
    }

    [TestCase("--mips", "--mips")]
    [TestCase("--compress", "--compress", "bc7")]
    [TestCase("--format", "--format", "jpeg")]
    [TestCase("--compress", "--format", "dds", "--compress", "etc2")]
    [TestCase("--out", "--format", "png", "--out", "a.dds")]
    public async Task Generate_WhatContradicts_IsAUsageError(string named, params string[] options)
    {
        var run = await Generate(options);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1).And.One.Contains(named));
    }

    private static Task<DtexRun> Generate(params string[] options) => DtexRun.WithAsync(["generate", "moss", "--seed", "5", "--steps", "1", .. options]);
}

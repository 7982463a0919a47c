using DiffusionTextures.Textures.Containers;

namespace DiffusionTextures.Authoring.Tests.Outputs;

public sealed class MaterialExportTests
{
    private const int Side = 8;

    private static readonly Dictionary<MaterialMaps, TextureImage> Textures = new()
    {
        [MaterialMaps.Albedo] = Filled(PixelFormat.Rgba8Srgb, 10, 20, 30, 255),
        [MaterialMaps.Normal] = Filled(PixelFormat.Rgba8, 128, 200, 255, 255),
        [MaterialMaps.Height] = Filled(PixelFormat.R16, 0, 128),
        [MaterialMaps.Roughness] = Filled(PixelFormat.R8, 60),
        [MaterialMaps.Metallic] = Filled(PixelFormat.R8, 250),
        [MaterialMaps.AmbientOcclusion] = Filled(PixelFormat.R8, 90),
    };

    [TestCase("metallic, metallic, metallic, 1-roughness", 250, 250, 250, 195)]
    [TestCase("ao, roughness, metallic", 90, 60, 250, 255)]
    [TestCase("metallic, ao, 1, 1-roughness", 250, 90, 255, 195)]
    [TestCase("normal.r, 1-normal.g, normal.b", 128, 55, 255, 255)]
    [TestCase("height, 0.5, 0", 128, 128, 0, 255)]
    [TestCase("albedo.r, albedo.g, albedo.b, height", 10, 20, 30, 128)]
    public void Make_Channels_LieWhereTheyShould(string pixels, int r, int g, int b, int a)
    {
        var packed = PackedTexture.Make(new OutputBinding("p", "f", pixels), Textures);

        Assert.That(packed.Pixels.ToArray().Chunk(4), Is.All.EqualTo(new[] { (byte)r, (byte)g, (byte)b, (byte)a }));
        Assert.That(packed.Format, Is.EqualTo(pixels.StartsWith("albedo") ? PixelFormat.Rgba8Srgb : PixelFormat.Rgba8));
    }

    [Test]
    public void Make_OneChannel_KeepsItsPrecision()
    {
        Assert.That(PackedTexture.Make(new OutputBinding("p", "f", "height"), Textures), Is.SameAs(Textures[MaterialMaps.Height]));
        var smoothness = PackedTexture.Make(new OutputBinding("p", "f", "1-roughness"), Textures);
        Assert.That(smoothness.Format, Is.EqualTo(PixelFormat.R8));
        Assert.That(smoothness.Pixels.ToArray(), Is.All.EqualTo((byte)195));
    }

    [TestCase("metalness")]
    [TestCase("normal.q")]
    [TestCase("1.5")]
    [TestCase("ao, ao")]
    [TestCase("")]
    [TestCase("0, 1, 0")]
    public void Make_Unreadable_SaysWhat(string pixels)
    {
        Assert.That(() => PackedTexture.Make(new OutputBinding("_Mask", "f", pixels), Textures), Throws.TypeOf<MaterialException>().With.Message.Contains("_Mask"));
    }

    [Test]
    public void Make_EveryPreset_GivesItsFiles()
    {
        foreach (var preset in OutputPresets.All)
        {
            var files = MaterialExport.Make("brick", new MaterialOutputs { Preset = preset.Name }, Textures);

            Assert.That(files.Select(file => file.Name), Is.EqualTo(preset.Bindings.Select(binding => binding.File.Replace("{name}", "brick") + ".png")), preset.Name);
            Assert.That(files.Select(file => file.Name), Is.Unique);
        }
    }

    [TestCase("unreal", "T_brick_N.png", 128, 55, 255)]
    [TestCase("unity-urp", "brick_Normal.png", 128, 200, 255)]
    [TestCase("godot", "brick_normal.png", 128, 200, 255)]
    public void Make_Preset_TurnsNormalsWhereTheEngineWantsIt(string preset, string file, int r, int g, int b)
    {
        using var folder = new ScratchFolder();
        var exported = MaterialExport.Make("brick", new MaterialOutputs { Preset = preset }, Textures).Single(candidate => candidate.Name == file);
        File.WriteAllBytes(folder.Of(file), exported.Content.ToArray());

        Assert.That(TextureImage.Load(folder.Of(file)).Pixels.ToArray().Take(3), Is.EqualTo(new[] { (byte)r, (byte)g, (byte)b }));
    }

    [TestCase(false, "Rgba8Srgb Rgba8 R16 R8")]
    [TestCase(true, "Bc7Srgb Bc5 R16 Bc4")]
    public void Make_Ktx2AndDds_HaveMipsAndTheEncodingAskedFor(bool compress, string encodings)
    {
        var outputs = new MaterialOutputs { Format = ExportFormat.Ktx2, Compress = compress };

        var ktx = MaterialExport.Make("brick", outputs, Textures).Select(file => KtxFile.Read(file.Content.ToArray())).ToList();
        var dds = MaterialExport.Make("brick", outputs with { Format = ExportFormat.Dds }, Textures).Select(file => DdsFile.Read(file.Content.ToArray())).ToList();

        Assert.That(string.Join(' ', ktx.Take(4).Select(file => file.Encoding)), Is.EqualTo(encodings));
        Assert.That(dds.Select(file => file.Encoding), Is.EqualTo(ktx.Select(file => file.Encoding)));
        Assert.That(ktx.Concat(dds).Select(file => file.Levels.Count), Is.All.EqualTo(4));
    }

    [Test]
    public void Make_MapsMissing_LeavesTheirFilesOut()
    {
        var some = new Dictionary<MaterialMaps, TextureImage> { [MaterialMaps.Albedo] = Textures[MaterialMaps.Albedo] };

        Assert.That(MaterialExport.Make("brick", new MaterialOutputs { Preset = "unity-hdrp" }, some).Select(file => file.Name), Is.EqualTo(new[] { "brick_BaseColor.png" }));
    }

    [Test]
    public void Make_FileNameThatLeadsOut_IsRefused()
    {
        var outputs = new MaterialOutputs { Bindings = [new OutputBinding("p", "../{name}", "albedo")] };

        Assert.That(() => MaterialExport.Make("brick", outputs, Textures), Throws.TypeOf<MaterialException>());
    }

    private static TextureImage Filled(PixelFormat format, params byte[] texel)
    {
        return new TextureImage(Side, Side, format, Enumerable.Repeat(texel, Side * Side).SelectMany(bytes => bytes).ToArray());
    }
}

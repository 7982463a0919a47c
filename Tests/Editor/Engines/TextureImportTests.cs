namespace DiffusionTextures.Authoring.Tests.Engines;

public sealed class TextureImportTests
{
    [TestCase("albedo", true, false, false)]
    [TestCase("normal", false, true, false)]
    [TestCase("normal.r, 1-normal.g, normal.b", false, true, false)]
    [TestCase("normal.g", false, false, false)]
    [TestCase("metallic, metallic, metallic, 1-roughness", false, false, true)]
    [TestCase("albedo.r, albedo.g, albedo.b, ao", true, false, true)]
    [TestCase("height", false, false, false)]
    public void Of_Pixels_SaysHowAnEngineReadsThem(string pixels, bool srgb, bool normal, bool alpha)
    {
        var import = TextureImport.Of(new OutputBinding("_Map", "{name}", pixels));

        Assert.That(import, Is.EqualTo(new TextureImport { IsSrgb = srgb, IsNormalMap = normal, HasAlphaData = alpha }));
    }
}

namespace DiffusionTextures.Authoring.Tests.Engines;

public sealed class ShaderProfileTests
{
    [TestCase("unity-urp", "_BaseMap _BumpMap _MetallicGlossMap _OcclusionMap _ParallaxMap _MainTex _DetailMask")]
    [TestCase("unity-hdrp", "_BaseColorMap _NormalMap _MaskMap _HeightMap _MainTex")]
    [TestCase("unity-builtin", "_MainTex _BumpMap _MetallicGlossMap _OcclusionMap _ParallaxMap")]
    [TestCase("unity-urp", "_BaseMap")]
    [TestCase("unity-builtin", "_MainTex _Own")]
    public void Detect_ByProperties_FindsThePipeline(string expected, string properties)
    {
        var has = properties.Split(' ');

        var profile = ShaderProfile.Detect(has.Contains);

        Assert.That(profile.Preset.Name, Is.EqualTo(expected));
        Assert.That(profile.Bindings.Select(binding => binding.Property), Is.EqualTo(profile.Preset.Bindings.Select(binding => binding.Property).Where(has.Contains)));
    }

    [Test]
    public void Detect_NothingKnown_SaysWhatToDo()
    {
        Assert.That(() => ShaderProfile.Detect(name => name == "_Own"), Throws.TypeOf<MaterialException>().With.Message.Contains("_BaseMap"));
    }

    [Test]
    public void Keywords_OfEveryPresetsNormal_SwitchItOn()
    {
        Assert.That(ShaderProfile.KeywordsOf("_BumpMap"), Is.EqualTo(new[] { "_NORMALMAP" }));
        Assert.That(ShaderProfile.KeywordsOf("_NormalMap"), Does.Contain("_NORMALMAP_TANGENT_SPACE"));
        Assert.That(ShaderProfile.KeywordsOf("_BaseMap"), Is.Empty);
        Assert.That(ShaderProfile.FactorsOf("_MetallicGlossMap").Select(factor => factor.Key), Does.Contain("_Smoothness"));
        Assert.That(ShaderProfile.FactorsOf("_BumpMap"), Is.Empty);
    }
}

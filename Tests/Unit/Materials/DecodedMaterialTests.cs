namespace DiffusionTextures.Tests.Materials;

public class DecodedMaterialTests
{
    private static readonly MaterialMaps[] Each =
    [
        MaterialMaps.Albedo, MaterialMaps.Normal, MaterialMaps.Height, MaterialMaps.Roughness, MaterialMaps.Metallic, MaterialMaps.AmbientOcclusion,
    ];

    [TestCase(64, 64, 5, 9, true)]
    [TestCase(64, 64, 5, 9, false)]
    [TestCase(40, 24, -7, 3, true)]
    [TestCase(40, 24, 13, -11, false)]
    [TestCase(33, 7, 1, 1, false)]
    [TestCase(8, 8, 3, 2, false)]
    [TestCase(1, 1, 1, 1, false)]
    public void Fill_RolledInput_RollsEveryMapBitForBit(int width, int height, int dx, int dy, bool derive)
    {
        var albedo = ProceduralHeights.Noise(3 * width * height, 1, -1.3f, 1.3f);
        var material = derive ? [] : ProceduralHeights.Noise(3 * width * height, 2, -0.1f, 1.1f);
        var plain = new DecodedMaterial();
        plain.Fill(albedo, material, width, height, MaterialMaps.All, new MaterialMapSettings());
        var rolled = new DecodedMaterial();
        rolled.Fill(
            ProceduralHeights.Roll(albedo, width, height, dx, dy),
            derive ? [] : ProceduralHeights.Roll(material, width, height, dx, dy),
            width,
            height,
            MaterialMaps.All,
            new MaterialMapSettings());

        foreach (var map in Each)
        {
            var expected = ProceduralHeights.Roll(plain.GetPlanes(map), width, height, dx, dy);
            Assert.That(rolled.GetPlanes(map).SequenceEqual(expected), Is.True, map.ToString());
        }
    }

    [Test]
    public void Fill_AnyInput_KeepsEveryMapInItsRange()
    {
        var material = new DecodedMaterial();
        material.Fill(ProceduralHeights.Noise(3 * 32 * 32, 3, -3, 3), [], 32, 32, MaterialMaps.All, new MaterialMapSettings { HeightInTexels = 40 });
        foreach (var map in Each)
        {
            var least = map is MaterialMaps.Albedo or MaterialMaps.Normal ? -1f : 0f;
            Assert.That(material.GetPlanes(map).ToArray(), Has.All.InRange(least, 1f), map.ToString());
        }

        var normals = material.GetPlanes(MaterialMaps.Normal);
        for (var i = 0; i < 1024; i++)
        {
            var length = normals[i] * normals[i] + normals[1024 + i] * normals[1024 + i] + normals[2048 + i] * normals[2048 + i];
            Assert.That(length, Is.EqualTo(1).Within(1e-6));
        }
    }

    [Test]
    public void Fill_FlatAlbedo_GivesFlatMaps()
    {
        var albedo = new float[3 * 16 * 16];
        albedo.AsSpan().Fill(0.3f);
        var material = new DecodedMaterial();
        material.Fill(albedo, [], 16, 16, MaterialMaps.All, new MaterialMapSettings());
        Assert.That(material.GetPlanes(MaterialMaps.Height).ToArray(), Has.All.EqualTo(0.5f).Within(1e-6f));
        Assert.That(material.GetPlanes(MaterialMaps.Normal)[512..].ToArray(), Has.All.EqualTo(1f).Within(1e-6f));
        Assert.That(material.GetPlanes(MaterialMaps.AmbientOcclusion).ToArray(), Has.All.EqualTo(1f).Within(1e-6f));
        Assert.That(material.GetPlanes(MaterialMaps.Metallic).ToArray(), Has.All.EqualTo(0f));
    }

    [Test]
    public void Fill_RampUpwardsInThePicture_PointsGreenDownInOpenGL()
    {
        // Height grows towards the top row, so the surface faces down: negative Y where Y is up.
        var material = WithHeight(16, 16, (_, y) => 1 - y / 16f);
        Assert.That(material.GetPlanes(MaterialMaps.Normal)[256 + 8 * 16 + 8], Is.LessThan(-0.01f));
        var directX = WithHeight(16, 16, (_, y) => 1 - y / 16f, new MaterialMapSettings { NormalConvention = NormalConvention.DirectX });
        Assert.That(directX.GetPlanes(MaterialMaps.Normal)[256 + 8 * 16 + 8], Is.EqualTo(-material.GetPlanes(MaterialMaps.Normal)[256 + 8 * 16 + 8]));
    }

    [Test]
    public void Fill_RampOfOneTexelPerTexel_SlopesBy45Degrees()
    {
        var material = WithHeight(32, 8, (x, _) => x / 32f, new MaterialMapSettings { HeightInTexels = 32 });
        Assert.That(material.GetPlanes(MaterialMaps.Normal)[4 * 32 + 16], Is.EqualTo(-Math.Sqrt(0.5)).Within(1e-5));
    }

    [Test]
    public void Fill_PitInPlain_OccludesThePitOnly()
    {
        var material = WithHeight(64, 64, (x, y) => x == 32 && y == 32 ? 0f : 1f, new MaterialMapSettings { HeightInTexels = 4 });
        var occlusion = material.GetPlanes(MaterialMaps.AmbientOcclusion);
        Assert.That(occlusion[32 * 64 + 32], Is.LessThan(0.12f));
        Assert.That(occlusion[32 * 64 + 33], Is.EqualTo(1f));
    }

    [Test]
    public void Fill_NotANumber_IsAnInferenceException()
    {
        var albedo = new float[12];
        albedo[7] = float.NaN;
        Assert.That(
            () => new DecodedMaterial().Fill(albedo, [], 2, 2, MaterialMaps.Albedo, new MaterialMapSettings()),
            Throws.TypeOf<InferenceException>().With.Message.Contains("element 7"));
    }

    [Test]
    public void GetPlanes_MapNotAskedFor_Throws()
    {
        var material = new DecodedMaterial();
        material.Fill(new float[12], [], 2, 2, MaterialMaps.Albedo, new MaterialMapSettings());
        Assert.That(() => material.GetPlanes(MaterialMaps.Normal).Length, Throws.ArgumentException);
        Assert.That(() => material.GetPlanes(MaterialMaps.All).Length, Throws.ArgumentException);
        Assert.That(() => material.CopyPixels(MaterialMaps.Albedo, PixelFormat.R16, new byte[8]), Throws.ArgumentException);
        Assert.That(() => material.CopyPixels(MaterialMaps.Albedo, PixelFormat.Rgba8, new byte[15]), Throws.ArgumentException);
    }

    [Test]
    public void Fill_SecondTimeAtTheSameSize_AllocatesNothing()
    {
        var albedo = ProceduralHeights.Noise(3 * 64 * 64, 1, -1, 1);
        var settings = new MaterialMapSettings();
        var material = new DecodedMaterial();
        var rgba = new byte[64 * 64 * 4];
        var r16 = new byte[64 * 64 * 2];
        long allocated = -1;
        for (var i = 0; i < 3; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            material.Fill(albedo, [], 64, 64, MaterialMaps.All, settings);
            material.CopyPixels(MaterialMaps.Albedo, PixelFormat.Rgba8Srgb, rgba);
            material.CopyPixels(MaterialMaps.Normal, PixelFormat.Rgba8, rgba);
            material.CopyPixels(MaterialMaps.Height, PixelFormat.R16, r16);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void From_AllMaps_IsADictionaryInOrder()
    {
        var material = new DecodedMaterial();
        material.Fill(new float[3 * 4], [], 2, 2, MaterialMaps.All, new MaterialMapSettings());
        var textures = MaterialTextures.From(material);
        Assert.That(textures.Keys, Is.EqualTo(Each));
        Assert.That(textures[MaterialMaps.Albedo].Format, Is.EqualTo(PixelFormat.Rgba8Srgb));
        Assert.That(textures[MaterialMaps.Height].Format, Is.EqualTo(PixelFormat.R16));
        Assert.That(ContactSheet.Compose(textures).Format, Is.EqualTo(PixelFormat.Rgba8Srgb));
        Assert.That(() => textures[MaterialMaps.None], Throws.TypeOf<KeyNotFoundException>());
    }

    private static DecodedMaterial WithHeight(int width, int height, Func<int, int, float> value, MaterialMapSettings? settings = null)
    {
        var planes = new float[3 * width * height];
        for (var i = 0; i < width * height; i++)
        {
            planes[i] = value(i % width, i / width);
        }

        var material = new DecodedMaterial();
        material.Fill(new float[planes.Length], planes, width, height, MaterialMaps.All, settings ?? new MaterialMapSettings());
        return material;
    }
}

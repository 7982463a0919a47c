namespace DiffusionTextures.Tests.Pictures;
public class ZzExperiment
{
    [Test]
    public async Task Run()
    {
        var dir = Environment.GetEnvironmentVariable("EXP")!; Directory.CreateDirectory(dir);
        using var generator = await TextureGenerator.LoadAsync();
        foreach (var (name, prompt, picture) in new[] { ("brick", "red brick wall", NonTileablePictures.BrickWall()), ("land", "green grass", NonTileablePictures.Landscape()), ("stripes", "blue and white diagonal stripes", NonTileablePictures.Stripes()) })
        {
            Save(picture, Path.Combine(dir, $"{name}_in.png"));
            TestContext.Out.WriteLine($"{name} before {SeamRatio.AcrossX(picture.Span,256,256):0.00} {SeamRatio.AcrossY(picture.Span,256,256):0.00}");
            foreach (var strength in new[] { 1f, 0.75f, 0.5f, 0.25f })
            {
                var m = await generator.GenerateTextureAsync(new TextureRequest(prompt) { Seed = 3, InitImage = picture, SeamRemoval = new SeamRemoval(), Strength = strength, NumInferenceSteps = 20, Maps = MaterialMaps.Albedo | MaterialMaps.Height });
                var a = m[MaterialMaps.Albedo].ToTensor();
                var same = 0;
                for (var i = 0; i < 65536; i++) if (Enumerable.Range(0, 3).All(c => Math.Abs(a.Span[c * 65536 + i] - picture.Span[c * 65536 + i]) < 1e-4)) same++;
                TestContext.Out.WriteLine($"{name} {strength} after {SeamRatio.AcrossX(a.Span,256,256):0.00} {SeamRatio.AcrossY(a.Span,256,256):0.00} same {same / 65536.0:0.000}");
                m[MaterialMaps.Albedo].Save(Path.Combine(dir, $"{name}_{strength}.png"));
            }
        }
    }
    static void Save(FloatTensor t, string path)
    {
        var image = new TextureImage(256, 256, PixelFormat.Rgba8Srgb);
        DiffusionTextures.Decoding.PixelPacking.SignedToRgba8(t.Span, image.Pixels.Span);
        image.Save(path);
    }
}

namespace DiffusionTextures.Tests.Graphics;

public class PreviewProgressTests
{
    [Test]
    public async Task WithPreviews_ShowsEveryPreviewAndThenTheMaterial()
    {
        using var device = new MemoryDevice();
        using var target = GraphicsTarget.Create(device, 64, 64, MaterialMaps.Albedo);
        using var generator = await TextureGenerator.LoadAsync();
        var shown = new List<byte[]>();
        var reports = new Recorder(() => shown.Add(target[MaterialMaps.Albedo].ReadBack()[0].Pixels.ToArray()));
        var request = new TextureRequest("red brick wall") { Width = 64, Height = 64, NumInferenceSteps = 4, Seed = 1, Preview = new PreviewSettings() };
        await generator.GenerateTextureAsync(request, target, target.WithPreviews(reports));
        Assert.That(target.WrittenCount, Is.EqualTo(5));
        Assert.That(shown, Has.Count.EqualTo(4));
        Assert.That(shown.Select(Convert.ToHexString), Is.Unique);
        Assert.That(shown[3].Zip(Final(target), (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(shown[0].Zip(Final(target), (a, b) => Math.Abs(a - b)).Average()));
    }

    private static byte[] Final(GraphicsTarget target) => target[MaterialMaps.Albedo].ReadBack()[0].Pixels.ToArray();

    private sealed class Recorder(Action onPreview) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value)
        {
            if (value.Preview != null)
            {
                onPreview();
            }
        }
    }
}

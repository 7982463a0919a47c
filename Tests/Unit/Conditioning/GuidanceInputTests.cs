using DiffusionTextures.Graphs;
using DiffusionTextures.Denoising;

namespace DiffusionTextures.Tests.Conditioning;

/// <summary>A consistency model of SDXL, made by code: a U-Net that takes the guidance scale as an input.</summary>
public class GuidanceInputTests
{
    private string _unet = "";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Data", "models", "tiny_sdxl");

    [SetUp]
    public void MakeUNet()
    {
        _unet = Directory.CreateTempSubdirectory("lcm-").FullName;
        var model = OnnxModel.Open(Path.Combine(Folder, "unet", "model.onnx"));
        var graph = model.Graph;
        graph.AddInput(OnnxValue.Tensor("timestep_cond", ElementType.Float, "batch", "16"));
        var plain = graph.RenameOutput(graph.Producer("out_sample")!, 0, "out_sample/plain");
        var mean = graph.Add("ReduceMean", "/cond/ReduceMean", ["timestep_cond"]);
        graph.AddNode(new OnnxNode("/cond/Add", "Add", [plain, mean], ["out_sample"]));
        ModelExport.WriteTo(model, Path.Combine(_unet, "unet"));
        File.Copy(Path.Combine(Folder, "unet", "config.json"), Path.Combine(_unet, "unet", "config.json"));
    }

    [TearDown]
    public void DeleteUNet() => Directory.Delete(_unet, true);

    [Test]
    public async Task Generate_WithAConsistencyModelOfSdxl_GivesItTheGuidanceInsteadOfASecondRow()
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ModelFolder = Folder, UNetFolder = _unet });
        var request = new TextureRequest("a stone wall") { Seed = 1, NumInferenceSteps = 2, GuidanceScale = 2, KeepTensors = true, Maps = MaterialMaps.Albedo };
        var counter = new RowCounter();
        await generator.GenerateTextureAsync(request, new DiscardTarget(), counter, null, CancellationToken.None);
        var three = await generator.GenerateTextureAsync(request with { GuidanceScale = 3 });
        var one = await generator.GenerateTextureAsync(request with { GuidanceScale = 1 });

        Assert.That(counter.Rows, Is.EqualTo(1));
        Assert.That(Graphs.GraphData.Difference(three.Report.Latents!.Span.ToArray(), one.Report.Latents!.Span.ToArray()), Is.GreaterThan(1e-3f));
    }

    private sealed class RowCounter : IDenoisingObserver
    {
        public int Rows { get; private set; }

        public void Started(ReadOnlySpan<float> latents)
        {
        }

        public void Predicted(int stepIndex, UNetRun run) => Rows = run.Rows;

        public void Stepped(int stepIndex, ReadOnlySpan<float> latents)
        {
        }
    }

    private sealed class DiscardTarget : ITextureTarget
    {
        public MaterialMaps Maps => MaterialMaps.All;

        public void Write(DecodedMaterial material)
        {
        }
    }
}

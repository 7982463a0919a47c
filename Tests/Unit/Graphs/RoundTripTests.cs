using DiffusionTextures.Graphs;

namespace DiffusionTextures.Tests.Graphs;

public class RoundTripTests
{
    /// <summary>Every model that lies in the output: those of the goldens and the pocket model's.</summary>
    private static IEnumerable<TestCaseData> Models()
    {
        return new[] { Path.Combine(AppContext.BaseDirectory, "Data", "models"), PocketModel.Folder }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "model.onnx", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetRelativePath(AppContext.BaseDirectory, path)));
    }

    [TestCaseSource(nameof(Models))]
    public void Write_NoEdits_GivesBitEqualOutputs(string path)
    {
        int size = path.Contains("vae_encoder", StringComparison.Ordinal) ? 64 : 8;
        EditedModel edited = ModelWriter.Write(OnnxModel.Open(path));
        using OnnxRun original = OnnxRun.Of(path);
        using OnnxRun written = OnnxRun.Of(edited);

        Dictionary<string, float[]> expected = original.Run(size: size);
        Dictionary<string, float[]> given = written.Run(size: size);

        Assert.That(given.Keys, Is.EqualTo(expected.Keys));
        foreach (string output in expected.Keys)
            Assert.That(given[output], Is.EqualTo(expected[output]), output);
    }

    [Test]
    public void Write_InlineWeights_AreReferredToAndNotCopied()
    {
        OnnxModel model = OnnxModel.Open(GraphData.Model("unet"));
        long inFile = model.Graph.Initializers.Where(i => i.Place == WeightPlace.File).Sum(i => i.Length);
        EditedModel edited = ModelWriter.Write(model);

        Assert.That(inFile, Is.GreaterThan(600_000));
        Assert.That(edited.Bytes.Length + inFile, Is.LessThan(new FileInfo(model.Path).Length * 1.1));
    }

    [Test]
    public void Open_TorchScriptNames_GivesModulePaths()
    {
        OnnxGraph graph = OnnxModel.Open(GraphData.Model("unet")).Graph;

        Assert.That(graph.Opset, Is.EqualTo(14));
        Assert.That(graph.Nodes.Single(n => n.Name == "/down_blocks.0/attentions.0/transformer_blocks.0/attn2/to_out.0/MatMul").ModulePath,
            Is.EqualTo("down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_out.0"));
    }

    [Test]
    public void ModulePath_DynamoMetadata_IsRead()
    {
        var entry = new WireWriter();
        entry.String(1, "pkg.torch.onnx.name_scopes");
        entry.String(2, "['', 'mid_block', 'mid_block.resnets.0', 'mid_block.resnets.0.conv1', 'conv2d_7']");
        var rest = new WireWriter();
        rest.Bytes(9, entry.Written);
        var node = new OnnxNode("node_conv2d_7", "Conv", ["x", "w"], ["y"]) { Rest = rest.ToArray() };

        Assert.That(node.ModulePath, Is.EqualTo("mid_block.resnets.0.conv1"));
    }
}

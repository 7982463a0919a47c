using DiffusionTextures.Adapters;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;

namespace DiffusionTextures.Tests.Graphs;

public class EditTests
{
    private static readonly Func<IGraphEdit>[] UNetEdits =
    [
        () => new SeamlessTiling(TileAxes.XY),
        () => new LoraBranches([LoraFile.Open(GraphData.Adapter("sdv_kohya"))], LoraPart.UNet),
        () => new ControlNetInputs(),
        () => new AttentionControl(),
        () => new AttentionMapsOut(),
    ];

    private static IEnumerable<TestCaseData> Pairs() =>
        from first in Enumerable.Range(0, UNetEdits.Length)
        from second in Enumerable.Range(first + 1, UNetEdits.Length - first - 1)
        select new TestCaseData(first, second).SetArgDisplayNames(UNetEdits[first]().GetType().Name, UNetEdits[second]().GetType().Name);

    [TestCaseSource(nameof(Pairs))]
    public void Apply_EitherOrder_GivesEqualOutputs(int first, int second)
    {
        using OnnxRun one = Edited("unet", UNetEdits[first](), UNetEdits[second]());
        using OnnxRun other = Edited("unet", UNetEdits[second](), UNetEdits[first]());

        var inputs = Inputs(one);
        Dictionary<string, float[]> expected = one.Run(inputs);
        Dictionary<string, float[]> given = other.Run(inputs);

        foreach (string output in expected.Keys)
            Assert.That(given[output], Is.EqualTo(expected[output]), output);
    }

    [TestCase("vae_decoder", "latent_sample", 4)]
    [TestCase("vae_encoder", "sample", 3)]
    public void SharedNorms_NoneGivenOrItsOwn_IsTheBaseModel(string part, string input, int channels)
    {
        using OnnxRun plain = OnnxRun.Of(GraphData.Model(part));
        using OnnxRun edited = Edited(part, new SharedNorms());
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, channels * 16 * 16).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        Dictionary<string, (float[], long[])> Inputs(float[] given, float share) => new()
        {
            [input] = (values, [1, channels, 16, 16]), [SharedNorms.GivenInput] = (given, [1, given.Length / 2, 2]), [SharedNorms.ShareInput] = ([share], [1]),
        };

        string output = plain.OutputNames[0];
        float[] expected = plain.Run(new() { [input] = (values, [1, channels, 16, 16]) })[output];
        var count = edited.Inputs[SharedNorms.GivenInput].Dimensions[1];
        var alone = edited.Run(Inputs(new float[2 * count], 0));
        float[] own = alone[SharedNorms.OwnOutput];

        Assert.That(GraphData.Difference(alone[output], expected), Is.LessThan(1e-4f));
        Assert.That(GraphData.Difference(edited.Run(Inputs(own, 1))[output], expected), Is.LessThan(1e-4f));
        Assert.That(GraphData.Difference(edited.Run(Inputs([.. own.Select(value => 2 * value)], 1))[output], expected), Is.GreaterThan(1e-2f));
    }

    [Test]
    public void Lora_WeightZero_IsTheBaseModel()
    {
        using OnnxRun plain = OnnxRun.Of(GraphData.Model("unet"));
        using OnnxRun edited = Edited("unet", UNetEdits[1]());

        float[] without = plain.Run()["out_sample"];

        Assert.That(edited.Run(new() { ["lora_scales"] = ([0], [1]) })["out_sample"], Is.EqualTo(without));
        Assert.That(GraphData.Difference(edited.Run(new() { ["lora_scales"] = ([1], [1]) })["out_sample"], without), Is.GreaterThan(1e-3f));
    }

    [Test]
    public void Lora_LegacyNaming_FindsEveryLayer([Values("unet", "text_encoder")] string model)
    {
        LoraPart part = model == "unet" ? LoraPart.UNet : LoraPart.TextEncoder;
        LoraFile lora = LoraFile.Open(GraphData.Adapter("sdv_diffusers_legacy"));
        EditReport report = new LoraBranches([lora], part).Apply(OnnxModel.Open(GraphData.Model(model)));

        Assert.That(report.Touched, Has.Count.EqualTo(lora.Layers.Count(layer => layer.Part == part)));
        Assert.That(report.LeftAlone, Is.Empty);
    }

    [Test]
    public void Lora_OtherFamily_NamesFamilyAndLayers()
    {
        OnnxModel model = OnnxModel.Open(GraphData.Model("unet"));
        var edit = new LoraBranches([LoraFile.Open(GraphData.Adapter("sdxl_kohya"))], LoraPart.UNet);

        ModelException error = Assert.Throws<ModelException>(() => edit.Apply(model))!;

        Assert.That(error.Message, Does.Contain("text width of 72").And.Contain("text width of 32").And.Contain("input_blocks_3_1_proj_in"));
    }

    [Test]
    public void Lora_AllowPartial_CountsForItsOwnFileOnly()
    {
        LoraBranches Edit(bool fits, bool strange) =>
            new([LoraFile.Open(GraphData.Adapter("sdv_kohya"), fits), LoraFile.Open(GraphData.Adapter("sdxl_kohya"), strange)], LoraPart.UNet);

        Assert.That(Edit(false, true).Apply(OnnxModel.Open(GraphData.Model("unet"))).LeftAlone, Is.Not.Empty);
        Assert.That(
            () => Edit(true, false).Apply(OnnxModel.Open(GraphData.Model("unet"))),
            Throws.TypeOf<ModelException>().With.Message.Contains("sdxl_kohya"));
    }

    [TestCase("input_blocks_4_1_transformer_blocks_0_attn1_to_q", "down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_q")]
    [TestCase("input_blocks_8_1_proj_in", "down_blocks_2_attentions_1_proj_in")]
    [TestCase("input_blocks_3_0_op", "down_blocks_0_downsamplers_0_conv")]
    [TestCase("input_blocks_7_0_in_layers_2", "down_blocks_2_resnets_0_conv1")]
    [TestCase("middle_block_1_proj_out", "mid_block_attentions_0_proj_out")]
    [TestCase("middle_block_2_out_layers_3", "mid_block_resnets_1_conv2")]
    [TestCase("output_blocks_5_1_proj_in", "up_blocks_1_attentions_2_proj_in")]
    [TestCase("output_blocks_2_2_conv", "up_blocks_0_upsamplers_0_conv")]
    [TestCase("output_blocks_0_0_skip_connection", "up_blocks_0_resnets_0_conv_shortcut")]
    [TestCase("down_blocks_1_attentions_0_proj_in", "down_blocks_1_attentions_0_proj_in")]
    public void LdmBlockNames_Sdxl_AreTranslated(string ldm, string diffusers) => Assert.That(LdmBlockNames.ToDiffusers(ldm, 2), Is.EqualTo(diffusers));

    [Test]
    public void ClipSkip_HiddenStates_EqualThoseOfTheExport()
    {
        using OnnxRun text = Edited("text_encoder", new ClipSkip(1, true), new ClipSkip(2, false), new ClipSkip(3, false), new ClipSkip(2, true));
        Dictionary<string, float[]> outputs = text.Run();

        Assert.That(outputs["clip_skip_1_norm"], Is.EqualTo(outputs["last_hidden_state"]));
        Assert.That(outputs["clip_skip_2"], Is.EqualTo(outputs["hidden_states.2"]));
        Assert.That(outputs["clip_skip_3"], Is.EqualTo(outputs["hidden_states.1"]));
        Assert.That(outputs["clip_skip_2_norm"], Is.Not.EqualTo(outputs["clip_skip_2"]));
    }

    [Test]
    public void ClipSkip_TooMany_SaysHowManyThereAre() =>
        Assert.That(() => Edited("text_encoder", new ClipSkip(4, true)), Throws.TypeOf<ModelException>().With.Message.Contains("at most 3"));

    [Test]
    public void AttentionMaps_SumToOneForEveryPlace()
    {
        using OnnxRun unet = Edited("unet", new AttentionMapsOut());
        float[] map = unet.Run()[AttentionMapsOut.OutputName(0)];

        Assert.That(map, Has.Length.EqualTo(2 * 64 * 77));
        for (int place = 0; place < 128; place++)
            Assert.That(map.AsSpan(place * 77, 77).ToArray().Sum(), Is.EqualTo(1f).Within(1e-5f));
    }

    [Test]
    public void WriteTo_EditedModel_RunsOnItsOwn()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "edited-export");
        OnnxModel model = OnnxModel.Open(GraphData.Model("unet"));
        new SeamlessTiling(TileAxes.X).Apply(model);
        new LoraBranches([LoraFile.Open(GraphData.Adapter("sdv_peft"))], LoraPart.UNet, fixedScales: [0.5f]).Apply(model);
        using OnnxRun inMemory = OnnxRun.Of(ModelWriter.Write(model));
        ModelExport.WriteTo(model, folder);
        using OnnxRun written = OnnxRun.Of(Path.Combine(folder, "model.onnx"));

        Assert.That(written.Inputs.Keys, Does.Not.Contain(LoraBranches.ScalesInput));
        Assert.That(written.Run()["out_sample"], Is.EqualTo(inMemory.Run()["out_sample"]));
        Assert.That(() => ModelExport.WriteTo(model, Path.GetDirectoryName(model.Path)!), Throws.TypeOf<ModelException>());
    }

    internal static OnnxRun Edited(string part, params IGraphEdit[] edits)
    {
        OnnxModel model = OnnxModel.Open(GraphData.Model(part));
        foreach (IGraphEdit edit in edits)
            edit.Apply(model);
        return OnnxRun.Of(ModelWriter.Write(model));
    }

    private static Dictionary<string, (float[], long[])> Inputs(OnnxRun run)
    {
        var inputs = new Dictionary<string, (float[], long[])>();
        var random = new Random(1);
        float[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
        long[][] residuals = [[2, 16, 8, 8], [2, 16, 8, 8], [2, 16, 4, 4], [2, 32, 4, 4]];
        foreach (string name in run.Inputs.Keys)
        {
            switch (name)
            {
                case LoraBranches.ScalesInput: inputs[name] = ([0.7f], [1]); break;
                case AttentionControl.SelfRows or AttentionControl.CrossRows: inputs[name] = ([0, 0], [2]); break;
                case AttentionControl.CrossKeep: inputs[name] = (Some(2 * 77), [2, 77]); break;
                case AttentionControl.CrossMap: inputs[name] = (Some(2 * 77 * 77), [2, 77, 77]); break;
                case ControlNetInputs.MidInput: inputs[name] = (Some(2 * 32 * 16), [2, 32, 4, 4]); break;
                case var _ when name.StartsWith("down_block_additional_residuals."):
                    long[] shape = residuals[name[^1] - '0'];
                    inputs[name] = (Some((int)shape.Aggregate((a, b) => a * b)), shape);
                    break;
                default:
                    break;
            }
        }
        return inputs;
    }
}

using System.Text.Json;
using DiffusionTextures.Adapters;
using DiffusionTextures.Graphs;
using DiffusionTextures.Graphs.Edits;

namespace DiffusionTextures.Tests.Graphs;

/// <summary>One run of each edited model against the numbers of the reference implementation.</summary>
public class EditGoldenTests
{
    private const float Tolerance = 1e-5f;

    [TestCase("sdv_kohya", "lora_kohya_08")]
    [TestCase("sdv_peft", "lora_peft_08")]
    public void Lora_WeightAsInput_GivesReference(string file, string golden)
    {
        LoraFile[] lora = [LoraFile.Open(GraphData.Adapter(file))];
        (float[], long[]) weight = ([0.8f], [1]);
        var hidden = Golden(golden + "_encoder_hidden_states");

        using OnnxRun text = Edited("text_encoder", new LoraBranches(lora, LoraPart.TextEncoder));
        float[] states = text.Run(new() { ["input_ids"] = Ids("low quality blurry noise", "a photo of a mossy stone wall"), ["lora_scales"] = weight })["last_hidden_state"];
        using OnnxRun unet = Edited("unet", new LoraBranches(lora, LoraPart.UNet));
        float[] eps = unet.Run(new(Step(2)) { ["encoder_hidden_states"] = hidden, ["lora_scales"] = weight })["out_sample"];

        Assert.That(GraphData.Difference(states, hidden.Values), Is.LessThan(Tolerance));
        Assert.That(GraphData.Difference(eps, Golden(golden + "_eps_first").Values), Is.LessThan(Tolerance));
    }

    [TestCase("ti_one")]
    [TestCase("ti_three")]
    public void TextualInversion_NewIds_GiveReference(string name)
    {
        using JsonDocument manifest = Manifest();
        float[] ids = [.. manifest.RootElement.GetProperty("textual_inversion").GetProperty(name).GetProperty("ids").EnumerateArray().Select(id => (float)id.GetInt32())];
        var edit = new TextualInversion([TextualInversionFile.Open(GraphData.Adapter(name))]);
        using OnnxRun text = Edited("text_encoder", edit);

        float[] states = text.Run(new() { ["input_ids"] = (ids, [1, 77]) })["last_hidden_state"];

        Assert.That(edit.FirstIdOf(0), Is.EqualTo(1100));
        Assert.That(GraphData.Difference(states, Golden(name + "_last_hidden_state").Values), Is.LessThan(Tolerance));
    }

    [Test]
    public void ControlNet_ResidualsAsInputs_GiveReference()
    {
        using OnnxRun unet = Edited("unet", new ControlNetInputs());
        var inputs = new Dictionary<string, (float[], long[])>(Step(2)) { ["encoder_hidden_states"] = Golden("t2i_ddim_encoder_hidden_states") };
        for (int i = 0; i < 4; i++)
            inputs[ControlNetInputs.DownInput(i)] = Golden("control_ddim_residual_" + i);
        inputs[ControlNetInputs.MidInput] = Golden("control_ddim_residual_4");

        float[] eps = unet.Run(inputs)["out_sample"];

        Assert.That(GraphData.Difference(eps, Golden("control_ddim_eps_first").Values), Is.LessThan(Tolerance));
    }

    [Test]
    public void AttentionControl_MapperAndAlpha_GiveReferenceAndLeaveTheSource()
    {
        const string negative = "low quality blurry noise", source = "a photo of a stone wall", target = "a photo of a mossy stone wall, wet and rusty";
        float[] first = Ids(negative, source).Item1, second = Ids(negative, target).Item1;
        float[] ids = [.. first[..77], .. first[..77], .. first[77..], .. second[77..]];
        using OnnxRun text = OnnxRun.Of(GraphData.Model("text_encoder"));
        float[] hidden = text.Run(new() { ["input_ids"] = (ids, [4, 77]) })["last_hidden_state"];
        float[] mapper = Golden("p2p_refine_mapper").Values, alpha = Golden("p2p_refine_alpha").Values;
        float[] keep = [.. Enumerable.Repeat(1f, 3 * 77), .. alpha.Select(a => 1 - a)];
        float[] map = [.. new float[3 * 77 * 77], .. mapper.Select((m, i) => m * alpha[i % 77])];
        var step = new Dictionary<string, (float[], long[])>(Step(4)) { ["encoder_hidden_states"] = (hidden, [4, 77, 32]) };
        using OnnxRun plain = OnnxRun.Of(GraphData.Model("unet"));
        using OnnxRun controlled = Edited("unet", new AttentionControl());

        float[] without = plain.Run(step)["out_sample"];
        float[] with = controlled.Run(new(step)
        {
            [AttentionControl.SelfRows] = ([0, 1, 2, 2], [4]),
            [AttentionControl.CrossRows] = ([0, 1, 2, 2], [4]),
            [AttentionControl.CrossKeep] = (keep, [4, 77]),
            [AttentionControl.CrossMap] = (map, [4, 77, 77]),
        })["out_sample"];
        float[] off = controlled.Run(new(step)
        {
            [AttentionControl.SelfRows] = ([0, 1, 2, 3], [4]),
            [AttentionControl.CrossRows] = ([0, 1, 2, 3], [4]),
            [AttentionControl.CrossKeep] = (Enumerable.Repeat(1f, 4 * 77).ToArray(), [4, 77]),
            [AttentionControl.CrossMap] = (new float[4 * 77 * 77], [4, 77, 77]),
        })["out_sample"];

        Assert.That(GraphData.Difference(with, Golden("p2p_refine_eps_first").Values), Is.LessThan(Tolerance));
        Assert.That(with[..(3 * 256)], Is.EqualTo(without[..(3 * 256)]), "the source row and the unconditional rows");
        Assert.That(off, Is.EqualTo(without), "switched off");
    }

    private static OnnxRun Edited(string part, params IGraphEdit[] edits)
    {
        OnnxModel model = OnnxModel.Open(GraphData.Model(part));
        foreach (IGraphEdit edit in edits)
            edit.Apply(model);
        return OnnxRun.Of(ModelWriter.Write(model));
    }

    private static (float[] Values, long[] Shape) Golden(string name) => Npy.Read(Path.Combine(GraphData.Root, "families", "tiny_sdv", name + ".npy"));

    private static JsonDocument Manifest() => JsonDocument.Parse(File.ReadAllText(Path.Combine(GraphData.Root, "families", "tiny_sdv", "manifest.json")));

    private static Dictionary<string, (float[], long[])> Step(int rows)
    {
        float[] latents = Npy.Read(Path.Combine(GraphData.Root, "families", "common", "in_latents.npy")).Values;
        return new() { ["sample"] = ([.. Enumerable.Repeat(latents, rows).SelectMany(l => l)], [rows, 4, 8, 8]), ["timestep"] = ([831], [1]) };
    }

    private static (float[], long[]) Ids(params string[] prompts)
    {
        using JsonDocument manifest = Manifest();
        JsonElement known = manifest.RootElement.GetProperty("token_ids");
        var ids = new List<float>();
        foreach (string prompt in prompts)
        {
            float[] own = [.. known.GetProperty(prompt).EnumerateArray().Select(id => (float)id.GetInt32())];
            ids.AddRange(own);
            ids.AddRange(Enumerable.Repeat(1099f, 77 - own.Length));
        }
        return ([.. ids], [prompts.Length, 77]);
    }
}

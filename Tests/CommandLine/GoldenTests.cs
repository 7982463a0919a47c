using System.Text.Json;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Golden cases through the command line: the same settings as options must give the same latents.</summary>
public class GoldenTests
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");
    private static readonly string Common = Path.Combine(Data, "families", "common");

    [TestCase("tiny_sdv", "t2i_ddim")]
    [TestCase("tiny_sdv", "lora_kohya_08")]
    [TestCase("tiny_sdv", "lora_stacked")]
    [TestCase("tiny_sdv", "control_ddim")]
    [TestCase("tiny_sdv", "p2p_replace")]
    [TestCase("tiny_sdv", "p2p_reweight")]
    [TestCase("tiny_sdv", "inpaint4_ddim")]
    [TestCase("tiny_lcm", "lcm_4")]
    public async Task Generate_GoldenSettings_GivesTheGoldenLatents(string family, string name)
    {
        using var scratch = new ScratchFolder();
        var folder = Path.Combine(Data, "families", family);
        var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement.GetProperty("cases").GetProperty(name);

        var run = await DtexRun.WithAsync([.. Arguments(family, golden), "--out", scratch.Of("out"), "--save-latents", scratch.Of("latents.npy")]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var expected = FloatTensor.Load(Path.Combine(folder, golden.GetProperty("files").GetProperty("latents").GetString()!));
        var actual = FloatTensor.Load(scratch.Of("latents.npy"));
        var final = expected.Span[^actual.Span.Length..].ToArray();
        Assert.That(actual.Span.Length, Is.EqualTo(expected.Span.Length / expected.Shape[0]));
        Assert.That(actual.Span.ToArray(), Is.EqualTo(final).Within(1e-4f));
    }

    private static List<string> Arguments(string family, JsonElement golden)
    {
        var edit = Find(golden, "p2p");
        var arguments = new List<string>
        {
            "generate", (edit is { } p2p ? p2p.GetProperty("prompts")[1] : golden.GetProperty("prompt")).GetString()!,
            "--model", Path.Combine(Data, "models", family), "--maps", "albedo", "--seed", "0",
            "--steps", golden.GetProperty("steps").GetRawText(), "--guidance", golden.GetProperty("guidance_scale").GetRawText(),
            "--scheduler", golden.GetProperty("scheduler").GetString()!,
            "--init-latents", Path.Combine(Common, "in_latents.npy"), "--step-noise", Path.Combine(Common, "in_step_noise.npy"),
        };
        Add(arguments, "--negative", Find(golden, "negative_prompt"));
        foreach (var key in golden.GetProperty("scheduler_config").EnumerateObject())
        {
            arguments.AddRange(["--scheduler-config", $"{key.Name}={key.Value}".Replace("True", "true").Replace("False", "false")]);
        }

        foreach (var lora in Find(golden, "lora")?.EnumerateArray() ?? default)
        {
            arguments.AddRange(["--lora", $"{Path.Combine(Data, "adapters", lora[0].GetString() + ".safetensors")}:{lora[1]}"]);
        }

        if (Find(golden, "controlnet") is not null)
        {
            arguments.AddRange(["--controlnet", Path.Combine(Data, "models", family, "controlnet"), "--control-image", Path.Combine(Common, "in_control.npy")]);
        }

        if (Find(golden, "blend_mask") is not null)
        {
            arguments.AddRange(["--init-image", Path.Combine(Common, "in_image.npy"), "--mask", Path.Combine(Common, "in_mask.npy"), "--vae-noise", Path.Combine(Common, "in_vae_noise.npy")]);
        }

        AddEdit(arguments, edit);
        return arguments;
    }

    private static void AddEdit(List<string> arguments, JsonElement? edit)
    {
        if (edit is not { } p2p)
        {
            return;
        }

        arguments.AddRange(["--edit-from", p2p.GetProperty("prompts")[0].GetString()!]);
        Add(arguments, "--edit-cross", Find(p2p, "cross_replace_steps"));
        Add(arguments, "--edit-self", Find(p2p, "self_replace_steps"));
        Add(arguments, "--edit-word", Find(p2p, "word"));
        Add(arguments, "--edit-factor", Find(p2p, "factor"));
    }

    private static void Add(List<string> arguments, string option, JsonElement? value)
    {
        if (value is { } element)
        {
            arguments.AddRange([option, element.ToString()]);
        }
    }

    private static JsonElement? Find(JsonElement element, string name)
    {
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}

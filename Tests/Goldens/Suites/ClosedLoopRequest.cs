using System.Text.Json;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>Translates a case's settings into the public options and request.</summary>
internal static class ClosedLoopRequest
{
    public static TextureGeneratorOptions Options(ClosedLoopCase golden, GoldenInputs inputs, string modelFolder)
    {
        return new TextureGeneratorOptions
        {
            ModelFolder = modelFolder,
            Edits = new ModelEdits
            {
                Tiling = Enum.Parse<TileAxes>(golden.Get("circular", "none"), ignoreCase: true),
                ClipSkip = golden.Id.Contains("clipskip2", StringComparison.Ordinal) ? 2 : null,
                ClipSkipFinalNorm = !golden.Id.Contains("raw", StringComparison.Ordinal),
                Loras = Loras(golden, inputs),
                ControlNets = golden.Find("controlnet") is null ? [] : [Path.Combine(inputs.Model, "controlnet")],
                AttentionControl = golden.Find("p2p") is not null,
            },
        };
    }

    public static TextureRequest From(ClosedLoopCase golden, GoldenInputs inputs)
    {
        var initLatents = inputs.Load("in_latents");
        var width = golden.File("latents")!.Shape[^1];
        if (initLatents.Shape[3] != width)
        {
            initLatents = inputs.Load($"in_latents_w{width * 8}");
        }

        var startsFromPicture = golden.Find("strength") is not null || golden.Get("blend_mask", false) || golden.File("mask_latent") is not null;
        var isEndToEnd = inputs.Text("family") is null;
        var edit = golden.Find("p2p");
        var prompt = edit?.GetProperty("prompts")[1].GetString() ?? golden.Get("prompt", inputs.Text("prompt") ?? string.Empty);
        return new TextureRequest(prompt)
        {
            PromptEdit = edit is { } p2p ? PromptEdit(p2p) : null,
            ControlNets = golden.Find("controlnet") is { } controlNet ? [ControlNet(controlNet, inputs)] : [],
            NegativePrompt = golden.Get("negative_prompt", inputs.Text("negative_prompt")),
            MicroConditioning = MicroConditioning(golden, string.Empty),
            NegativeMicroConditioning = MicroConditioning(golden, "negative_"),
            Width = initLatents.Shape[3] * 8,
            Height = initLatents.Shape[2] * 8,
            NumInferenceSteps = golden.Steps,
            GuidanceScale = golden.GuidanceScale,
            GuidanceRescale = golden.Get("guidance_rescale", 0f),
            Seed = 0,
            Maps = MaterialMaps.Albedo,
            InitImage = startsFromPicture ? inputs.Load("in_image") : null,
            Strength = golden.Find("strength")?.GetSingle(),
            Mask = golden.File("mask_latent") is null ? null : inputs.Load("in_mask"),
            VaeNoise = startsFromPicture ? VaeNoise(inputs, isEndToEnd) : null,
            InitLatents = startsFromPicture && isEndToEnd ? inputs.Load("in_i2i_noise") : initLatents,
            StepNoise = inputs.Load("in_step_noise"),
            KeepTensors = true,
        };
    }

    private static LoraReference[] Loras(ClosedLoopCase golden, GoldenInputs inputs)
    {
        return golden.Find("lora") is not { } loras ? [] : loras.EnumerateArray().Select(lora =>
        {
            var path = inputs.Adapter(lora[0].GetString()!);
            return lora[1].ValueKind == JsonValueKind.Number
                ? new LoraReference(path, lora[1].GetSingle())
                : new LoraReference(path, lora[1].GetProperty("unet").GetSingle()) { TextEncoderWeight = lora[1].GetProperty("text_encoder").GetSingle() };
        }).ToArray();
    }

    private static ControlNetInput ControlNet(JsonElement controlNet, GoldenInputs inputs)
    {
        return new ControlNetInput(inputs.Load("in_control"))
        {
            Weight = controlNet.GetProperty("scale").GetSingle(),
            Start = controlNet.GetProperty("start").GetSingle(),
            End = controlNet.GetProperty("end").GetSingle(),
        };
    }

    private static PromptEdit PromptEdit(JsonElement p2p)
    {
        return new PromptEdit(p2p.GetProperty("prompts")[0].GetString()!)
        {
            CrossReplaceSteps = p2p.GetProperty("cross_replace_steps").GetSingle(),
            SelfReplaceSteps = p2p.GetProperty("self_replace_steps").GetSingle(),
            Word = p2p.TryGetProperty("word", out var word) ? word.GetString() : null,
            WordFactor = p2p.TryGetProperty("factor", out var factor) ? factor.GetSingle() : 1,
        };
    }

    private static MicroConditioning? MicroConditioning(ClosedLoopCase golden, string prefix)
    {
        if (golden.Find(prefix + "original_size") is null)
        {
            return null;
        }

        var original = golden.Get<int[]>(prefix + "original_size", []);
        var crop = golden.Get<int[]>(prefix + "crops_coords_top_left", [0, 0]);
        var target = golden.Get<int[]>(prefix + "target_size", []);
        return new MicroConditioning
        {
            OriginalHeight = original[0],
            OriginalWidth = original[1],
            CropTop = crop[0],
            CropLeft = crop[1],
            TargetHeight = target[0],
            TargetWidth = target[1],
        };
    }

    private static FloatTensor VaeNoise(GoldenInputs inputs, bool isEndToEnd)
    {
        var picture = inputs.Load("in_vae_noise");
        if (isEndToEnd)
        {
            return picture;
        }

        var masked = inputs.Load("in_vae_noise_masked");
        return new FloatTensor([.. picture.Span, .. masked.Span], [2, .. picture.Shape.Skip(1)]);
    }
}

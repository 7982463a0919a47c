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
        return new TextureRequest(golden.Get("prompt", inputs.Text("prompt") ?? string.Empty))
        {
            NegativePrompt = golden.Get("negative_prompt", inputs.Text("negative_prompt")),
            MicroConditioning = MicroConditioning(golden, string.Empty),
            NegativeMicroConditioning = MicroConditioning(golden, "negative_"),
            Width = initLatents.Shape[3] * 8,
            Height = initLatents.Shape[2] * 8,
            NumInferenceSteps = golden.Steps,
            GuidanceScale = golden.GuidanceScale,
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

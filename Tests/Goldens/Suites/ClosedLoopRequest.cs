namespace DiffusionTextures.Goldens.Suites;

/// <summary>Translates a case's settings into the public options and request.</summary>
internal static class ClosedLoopRequest
{
    public static TextureGeneratorOptions Options(ClosedLoopCase golden, GoldenInputs inputs, string modelFolder)
    {
        return new TextureGeneratorOptions
        {
            ModelFolder = modelFolder,
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

        return new TextureRequest(golden.Get("prompt", inputs.Text("prompt") ?? string.Empty))
        {
            NegativePrompt = golden.Get("negative_prompt", inputs.Text("negative_prompt") ?? string.Empty),
            Width = initLatents.Shape[3] * 8,
            Height = initLatents.Shape[2] * 8,
            NumInferenceSteps = golden.Steps,
            GuidanceScale = golden.GuidanceScale,
            Seed = 0,
            Maps = MaterialMaps.Albedo,
            InitLatents = initLatents,
            StepNoise = inputs.Load("in_step_noise"),
            KeepTensors = true,
        };
    }
}

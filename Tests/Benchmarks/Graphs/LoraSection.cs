namespace DiffusionTextures.Benchmarks.Graphs;

/// <summary>What a change of LoRA weights between two requests costs, next to loading the model: requests that change them against requests that do not.</summary>
internal static class LoraSection
{
    private const double Goal = 0.1;

    public static void Run()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Data", "tiny_sdv");
        var lora = new LoraReference(Path.Combine(AppContext.BaseDirectory, "Data", "sdv_peft.safetensors"));
        var options = new TextureGeneratorOptions { ModelFolder = folder, Edits = new ModelEdits { Loras = [lora] } };
        using var generator = TextureGenerator.LoadAsync(options).GetAwaiter().GetResult();
        var request = new TextureRequest("moss") { Width = 64, Height = 64, NumInferenceSteps = 1, Seed = 1 };
        var turn = 0;
        var times = Race.Run(
            TimeSpan.FromSeconds(20),
            (() => Generate(generator, request with { LoraWeights = [0.5f] }), () => Generate(generator, request with { LoraWeights = [0.5f] })),
            (() => { }, () => Generate(generator, request with { LoraWeights = [0.1f * (1 + (++turn % 7))] })),
            (() => { }, () => TextureGenerator.LoadAsync(options).GetAwaiter().GetResult().Dispose()));
        var change = Math.Max(0, times[1].Median - times[0].Median);
        var share = change / times[2].Median;
        var table = new Table("LoRA on the tiny model", "ms (median)", "goal", "");
        table.Add("request, weights as before", $"{times[0].Median * 1e3:0.000}", "", "");
        table.Add("request, weights changed", $"{times[1].Median * 1e3:0.000}", "", "");
        table.Add("model load", $"{times[2].Median * 1e3:0.000}", "", "");
        table.Add("change / load", $"{share:0.00%}", $"{Goal:0%}", share < Goal ? "met" : "MISSED");
        table.Print();
    }

    private static void Generate(TextureGenerator generator, TextureRequest request) => generator.GenerateTextureAsync(request).GetAwaiter().GetResult();
}

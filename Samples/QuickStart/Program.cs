// From a sentence to a seamless material: dotnet run --project Samples/QuickStart -- "mossy red brick wall"
using DiffusionTextures;

var prompt = args.Length > 0 ? string.Join(' ', args) : "mossy red brick wall";

// Without options this loads the pocket model that comes with the package, on the processor.
using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions());

// What is left out here (size, steps, guidance, scheduler) is what the model recommends.
var request = new TextureRequest(prompt) { Seed = 1 };

// Ctrl+C is felt within a denoising step.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

try
{
    var material = await generator.GenerateTextureAsync(request, new ConsoleProgress(), stop.Token);
    Console.WriteLine();

    var folder = Directory.CreateDirectory(Path.Combine("out", "QuickStart")).FullName;
    foreach (var (map, image) in material)
    {
        var name = map == MaterialMaps.AmbientOcclusion ? "ao" : map.ToString().ToLowerInvariant();
        image.Save(Path.Combine(folder, $"{name}.png"));
    }

    // Every map tiled 3x3 and enlarged, so that a seam would show.
    ContactSheet.Compose(material).Save(Path.Combine(folder, "contact-sheet.png"));

    var times = material.Report.Timings;
    Console.WriteLine($"\"{prompt}\": {material.Width}x{material.Height}, {times.DenoiseSteps} steps, {times.Total.TotalMilliseconds:0} ms");
    Console.WriteLine($"Look at {Path.Combine(folder, "contact-sheet.png")}; the maps lie beside it.");
    return 0;
}
catch (OperationCanceledException)
{
    Console.WriteLine("Cancelled.");
    return 130;
}

/// <summary>Rewrites one line of the console. Called on the inference thread, so it has to be quick.</summary>
internal sealed class ConsoleProgress : IProgress<GenerationProgress>
{
    public void Report(GenerationProgress value) => Console.Write($"\r{value.Stage} {value.Step}/{value.StepCount}      ");
}

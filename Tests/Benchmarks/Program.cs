using DiffusionTextures.Benchmarks;
using DiffusionTextures.Benchmarks.Baking;
using DiffusionTextures.Benchmarks.Decoding;
using DiffusionTextures.Benchmarks.Graphics;
using DiffusionTextures.Benchmarks.Graphs;
using DiffusionTextures.Benchmarks.Memory;
using DiffusionTextures.Benchmarks.Schedulers;
using DiffusionTextures.Benchmarks.Textures;

var sections = new (string Name, string What, Action<string?> Run)[]
{
    ("schedulers", "a step of every scheduler against a plain axpby", _ => SchedulerSection.Run()),
    ("allocations", "the same steps under BenchmarkDotNet, with allocated bytes", _ => StepBenchmark.Run()),
    ("guidance", "classifier-free guidance and its rescale against a plain axpby", _ => GuidanceSection.Run()),
    ("open", "opening and editing a model against creating its session [MODEL.onnx]", OpenSection.Run),
    ("tiling", "a U-Net with seamless tiling against the same without [MODEL FOLDER]", TilingSection.Run),
    ("vae", "tiled decoding against the whole [CELLS[:FOLDER]]", VaeSection.Run),
    ("lora", "a change of LoRA weights against a model load", _ => LoraSection.Run()),
    ("memory", "peak memory of dtex generate on a model of Stable Diffusion 1.5's shape [f32|f16]", MemorySection.Run),
    ("packing", "planes to texels against a copy", _ => PackingSection.Run()),
    ("mips", "mip chains on the processor", _ => MipSection.Run()),
    ("upload", "a texture with mips against a copy of the same bytes", _ => UploadSection.Run()),
    ("bake", "a bake against the same pictures one by one, and against itself when nothing changed [PICTURES]", BakeSection.Run),
    ("queue", "jobs through a RabbitMQ broker to a worker that does nothing, with the memory of each [JOBS]", QueueSection.Run),
    ("compression", "block compression", _ => CompressionSection.Run()),
};

var chosen = sections.Where(section => args.Length == 0 ? section.Name is not ("memory" or "bake" or "queue") : section.Name == args[0]).ToArray();
if (chosen.Length == 0 || args.Length > 2)
{
    Console.Error.WriteLine("usage: Benchmarks [SECTION [PATH]]");
    foreach (var (name, what, _) in sections)
    {
        Console.Error.WriteLine($"  {name,-12} {what}");
    }

    return 2;
}

foreach (var (name, what, run) in chosen)
{
    Console.WriteLine($"## {name}: {what}");
    Console.WriteLine();
    run(args.Length == 2 ? args[1] : null);
    Console.WriteLine();
}

return 0;

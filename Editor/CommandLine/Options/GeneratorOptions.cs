using System.CommandLine;
using System.Globalization;
using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>Every option that describes the generator: one entry per property of <see cref="TextureGeneratorOptions"/>.</summary>
internal static class GeneratorOptions
{
    private static readonly Dictionary<string, ExecutionProvider> Providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cpu"] = ExecutionProvider.Cpu,
        ["directml"] = ExecutionProvider.DirectML,
        ["dml"] = ExecutionProvider.DirectML,
        ["cuda"] = ExecutionProvider.Cuda,
        ["coreml"] = ExecutionProvider.CoreML,
        ["webgpu"] = ExecutionProvider.WebGpu,
    };

    private static readonly Dictionary<string, MemoryPolicy> MemoryPolicies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["keep"] = MemoryPolicy.KeepAll,
        ["sequential"] = MemoryPolicy.Sequential,
    };

    public static IReadOnlyList<IBoundOption<TextureGeneratorOptions>> All { get; } =
    [
        BoundOption.Of<TextureGeneratorOptions, string>(
            nameof(TextureGeneratorOptions.ModelFolder),
            ValueOption.Text("--model", "DIR", "Folder of a diffusers-ONNX export. Default: the pocket model that comes with dtex."),
            (options, value) => options with { ModelFolder = value }),
        BoundOption.Of<TextureGeneratorOptions, string>(
            nameof(TextureGeneratorOptions.VaeFolder),
            ValueOption.Text("--vae", "DIR", "Folder whose vae_decoder and vae_encoder replace the model's own."),
            (options, value) => options with { VaeFolder = value }),
        BoundOption.Of<TextureGeneratorOptions, string>(
            nameof(TextureGeneratorOptions.UNetFolder),
            ValueOption.Text("--unet", "DIR", "Folder whose unet, and scheduler where it has one, replace the model's own."),
            (options, value) => options with { UNetFolder = value }),
        BoundOption.Of<TextureGeneratorOptions, string>(
            nameof(TextureGeneratorOptions.RefinerFolder),
            ValueOption.Text("--refiner", "DIR", "Folder of a model that takes over near the end, such as SDXL's refiner."),
            (options, value) => options with { RefinerFolder = value }),
        BoundOption.Of<TextureGeneratorOptions, string>(
            nameof(TextureGeneratorOptions.PreviewDecoderFolder),
            ValueOption.Text("--preview-decoder", "DIR", "Folder whose vae_decoder makes previews, such as an export of TAESD; for --preview-kind decoder."),
            (options, value) => options with { PreviewDecoderFolder = value }),
        UpscaleOption.Network,
        .. EditOptionSet.All,
        BoundOption.Of<TextureGeneratorOptions, IReadOnlyList<ExecutionProvider>>(
            nameof(TextureGeneratorOptions.Providers),
            Provider(),
            (options, value) => options with { Providers = value }),
        BoundOption.Of<TextureGeneratorOptions, int>(
            nameof(TextureGeneratorOptions.DeviceId),
            ValueOption.Whole("--device", "Which GPU, as the provider counts them from 0. Default: 0.", 1, 0, 63),
            (options, value) => options with { DeviceId = value }),
        BoundOption.Of<TextureGeneratorOptions, MemoryPolicy>(
            nameof(TextureGeneratorOptions.Memory),
            ValueOption.Word("--memory", "keep has every part of the model in memory; sequential has one at a time, read again for every picture. Default: keep.", MemoryPolicies),
            (options, value) => options with { Memory = value }),
        BoundOption.Of<TextureGeneratorOptions, int>(
            nameof(TextureGeneratorOptions.MaxBatchRows),
            ValueOption.Whole("--max-batch-rows", "The most rows that the U-Net runs at once: less memory, the same picture. Default: all.", 1, 1, 1024),
            (options, value) => options with { MaxBatchRows = value }),
        BoundOption.Of<TextureGeneratorOptions, long>(
            nameof(TextureGeneratorOptions.MaxMemoryBytes),
            ValueOption.One("--max-memory", "SIZE", "The most memory that a model and its runs may need by estimate, such as 6G or 800M; more is refused. Default: what the machine has.", ParseSize),
            (options, value) => options with { MaxMemoryBytes = value }),
        BoundOption.Of<TextureGeneratorOptions, int>(
            nameof(TextureGeneratorOptions.IntraOpNumThreads),
            ValueOption.Whole("--threads", "Threads on the processor. Default: one per core.", 2, 1, 256),
            (options, value) => options with { IntraOpNumThreads = value }),
    ];

    /// <summary>The generator that the arguments describe.</summary>
    public static TextureGeneratorOptions Read(ParseResult parsed)
    {
        return All.Aggregate(new TextureGeneratorOptions(), (options, option) => option.Apply(options, parsed));
    }

    /// <summary><c>--provider</c>, for every command that computes.</summary>
    public static Option<IReadOnlyList<ExecutionProvider>> Provider()
    {
        return ValueOption.One("--provider", "NAME", "Where to compute: cpu, directml, cuda, coreml, webgpu; several, separated by commas, in order of preference. Default: cpu.", ParseProviders);
    }

    private static long ParseSize(string text)
    {
        var unit = text.Length > 1 ? char.ToUpperInvariant(text[^1]) : ' ';
        var factor = unit switch { 'G' => 1_000_000_000, 'M' => 1_000_000, _ => 1 };
        return int.TryParse(factor == 1 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? (long)count * factor
            : throw new UsageException($"is '{text}'; a size such as 6G, 800M or a number of bytes is expected.");
    }

    private static IReadOnlyList<ExecutionProvider> ParseProviders(string text)
    {
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(name => Providers.TryGetValue(name, out var provider)
            ? provider
            : throw new UsageException($"is '{name}', which is no provider. There are {string.Join(", ", Providers.Keys)}."))];
    }
}

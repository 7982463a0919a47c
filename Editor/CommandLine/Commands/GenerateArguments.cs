using System.CommandLine;
using DiffusionTextures.CommandLine.Options;
using DiffusionTextures.CommandLine.Output;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary>What one <c>dtex generate</c> was asked to do.</summary>
internal sealed record GenerateArguments(
    TextureRequest Request, TextureGeneratorOptions Generator, int Count, OutputPattern Pattern, FileEncoding Files, string? LatentsPath, string? ImagePath, bool Json, PreviewPattern? Preview)
{
    /// <summary>Reads the arguments and checks that everything can be written.</summary>
    /// <exception cref="Failures.UsageException">A path cannot be used.</exception>
    public static GenerateArguments Read(string prompt, ParseResult parsed, OutputOptions options)
    {
        var count = options.Count(parsed);
        var latents = FullPath("--save-latents", options.SaveLatents(parsed));
        var image = FullPath("--save-image", options.SaveImage(parsed));
        var request = RequestOptions.Read(prompt, parsed) with { KeepTensors = latents != null || image != null };
        var maps = request.Maps ?? MaterialMaps.All;
        var hasManyMaps = (maps & (maps - 1)) != 0 || request.AttentionWords.Count > 0;
        var files = options.Files(parsed);
        var pattern = OutputPattern.Parse(options.Out(parsed), files.Extension, hasManyMaps, count > 1);
        OutputBatch.RequireWritable("--out", pattern.Folder);
        var preview = options.Preview(parsed) is { } steps ? PreviewPattern.Parse(steps, count > 1) : null;
        request = request with { Preview = preview == null ? null : request.Preview ?? new PreviewSettings() };
        var generator = GeneratorOptions.Read(parsed);
        if (request.PromptEdit != null)
        {
            generator = generator with { Edits = generator.Edits with { AttentionControl = true } };
        }

        if (request.AttentionWords.Count > 0 || request.PromptEdit?.LocalBlendWord != null)
        {
            generator = generator with { Edits = generator.Edits with { AttentionMaps = true } };
        }

        return new GenerateArguments(request with { Maps = maps }, generator, count, pattern, files, latents, image, options.Json(parsed), preview);
    }

    /// <summary>The request of picture <paramref name="index"/>, whose seed follows <paramref name="firstSeed"/>; null while that is still to be drawn.</summary>
    public TextureRequest RequestOf(int index, long? firstSeed)
    {
        return Request with
        {
            Seed = firstSeed is { } seed ? unchecked(seed + index) : Request.Seed,
            InitLatents = Request.InitLatents is { } start ? Tensors.PictureTensors.InitLatents(start, index, Count) : null,
            StepNoise = Request.StepNoise is { } noise ? Tensors.PictureTensors.StepNoise(noise, index, Count) : null,
        };
    }

    private static string? FullPath(string option, string? path)
    {
        if (path is null)
        {
            return null;
        }

        var full = path.Length == 0 || path.Contains('\0') ? throw new Failures.UsageException($"{option} is empty. Give a file name, for example out.npy.") : Path.GetFullPath(path);
        OutputBatch.RequireWritable(option, Path.GetDirectoryName(full)!);
        return full;
    }
}

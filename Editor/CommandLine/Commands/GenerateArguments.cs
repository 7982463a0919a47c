using System.CommandLine;
using DiffusionTextures.CommandLine.Options;
using DiffusionTextures.CommandLine.Output;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary>What one <c>dtex generate</c> was asked to do.</summary>
internal sealed record GenerateArguments(
    TextureRequest Request, TextureGeneratorOptions Generator, IReadOnlyList<TextureRequest> Requests, OutputPattern Pattern, string? LatentsPath, string? ImagePath, bool Json,
    PreviewPattern? Preview)
{
    /// <summary>Reads the arguments and checks that everything can be written.</summary>
    /// <exception cref="Failures.UsageException">A path cannot be used.</exception>
    public static GenerateArguments Read(string prompt, ParseResult parsed, OutputOptions options)
    {
        var count = options.Count(parsed);
        var family = options.Family(parsed);
        var latents = FullPath("--save-latents", options.SaveLatents(parsed));
        var image = FullPath("--save-image", options.SaveImage(parsed));
        var request = RequestOptions.Read(prompt, parsed) with { KeepTensors = latents != null || image != null };
        var maps = request.Maps ?? MaterialMaps.All;
        var hasManyMaps = (maps & (maps - 1)) != 0 || request.AttentionWords.Count > 0;
        var pattern = OutputPattern.Parse(options.Out(parsed), hasManyMaps, count > 1, family.Count > 0);
        OutputBatch.RequireWritable("--out", pattern.Folder);
        var preview = options.Preview(parsed) is { } steps ? PreviewPattern.Parse(steps, count > 1 || family.Count > 0) : null;
        request = request with { Preview = preview == null ? null : request.Preview ?? new PreviewSettings() };
        var generator = GeneratorOptions.Read(parsed);
        if (request.PromptEdit != null || options.FamilyLayout(parsed))
        {
            generator = generator with { Edits = generator.Edits with { AttentionControl = true } };
        }

        if (request.AttentionWords.Count > 0 || request.PromptEdit?.LocalBlendWord != null)
        {
            generator = generator with { Edits = generator.Edits with { AttentionMaps = true } };
        }

        request = request with { Maps = maps };
        var requests = request.Series(count)
            .Select((picture, index) => WithOwnTensors(picture, index, count))
            .SelectMany(picture => picture.Family(family, options.FamilyLayout(parsed)))
            .ToArray();
        return new GenerateArguments(request, generator, requests, pattern, latents, image, options.Json(parsed), preview);
    }

    private static TextureRequest WithOwnTensors(TextureRequest request, int index, int count)
    {
        return request with
        {
            InitLatents = request.InitLatents is { } start ? Tensors.PictureTensors.InitLatents(start, index, count) : null,
            StepNoise = request.StepNoise is { } noise ? Tensors.PictureTensors.StepNoise(noise, index, count) : null,
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

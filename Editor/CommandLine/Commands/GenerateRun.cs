using System.Diagnostics;
using DiffusionTextures.Baking.Output;
using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Output;
using DiffusionTextures.CommandLine.Progress;
using DiffusionTextures.CommandLine.Tensors;
using DiffusionTextures.CommandLine.Tokens;
using DiffusionTextures.Latents;
using DiffusionTextures.Materials;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.CommandLine.Commands;

/// <summary>One run of <c>dtex generate</c>: load, make every picture, write all files or none, say what was made.</summary>
internal sealed class GenerateRun(GenerateArguments arguments, ToolConsole console)
{
    private readonly List<GeneratedPicture> _pictures = [];
    private readonly List<FloatTensor> _latents = [];
    private readonly List<FloatTensor> _images = [];

    /// <returns>The exit code.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var report = await ProgressView.RunAsync(console, view => GenerateAsync(view, cancellationToken));
        foreach (var fallback in report.ProviderFallbacks)
        {
            console.Error.WriteLine($"dtex: {FailureReport.SingleLine(fallback)} Computed on {report.Provider}.");
        }

        if (UnknownWords.Describe(arguments.Generator.ModelFolder ?? PocketModel.Folder, _pictures[0].Report.Request.Prompt) is { } warning)
        {
            console.Error.WriteLine($"dtex: {warning}");
        }

        if (arguments.Json)
        {
            console.Output.WriteLine(report.ToJson());
        }
        else
        {
            report.Files.ToList().ForEach(console.Output.WriteLine);
        }

        return ExitCode.Success;
    }

    private async Task<GenerateReport> GenerateAsync(ProgressView view, CancellationToken cancellationToken)
    {
        using var batch = new OutputBatch();
        view.Begin("model");
        var clock = Stopwatch.StartNew();
        using var generator = await TextureGenerator.LoadAsync(arguments.Generator, view, cancellationToken);
        var load = clock.Elapsed;
        for (var index = 0; index < arguments.Requests.Count; index++)
        {
            view.Begin(arguments.Requests.Count == 1 ? "picture" : $"picture {index + 1}/{arguments.Requests.Count}");
            await MakePictureAsync(generator, index, batch, view, cancellationToken);
        }

        clock.Restart();
        var tensors = StageTensors(batch);
        cancellationToken.ThrowIfCancellationRequested();
        batch.Commit();
        return new GenerateReport(generator.Provider, generator.ProviderFallbacks, _pictures, tensors) { Load = load, Commit = clock.Elapsed, ModelsInMemory = generator.Sessions.PeakLoadedCount };
    }

    private async Task MakePictureAsync(TextureGenerator generator, int index, OutputBatch batch, ProgressView view, CancellationToken cancellationToken)
    {
        IProgress<GenerationProgress> progress = arguments.Preview is { } pattern ? new PreviewFiles(view, pattern, index) : view;
        var textures = await generator.GenerateTextureAsync(arguments.Requests[index], progress, cancellationToken);
        var clock = Stopwatch.StartNew();
        var report = textures.Report;
        var metadata = PictureMetadata.Of(report, arguments.Generator);
        var files = new Dictionary<string, string>();
        foreach (var (map, image) in textures)
        {
            var path = arguments.Pattern.PathOf(report.Request.Prompt, report.Request.Seed!.Value, MapNames.Of(map));
            batch.Add(path, PngWriter.Write(image, metadata));
            files.Add(MapNames.Of(map), path);
        }

        foreach (var (word, image) in report.AttentionMaps)
        {
            var name = $"attention-{PromptSlug.Of(word)}";
            var path = arguments.Pattern.PathOf(report.Request.Prompt, report.Request.Seed!.Value, name);
            batch.Add(path, PngWriter.Write(image, metadata));
            files.Add(name, path);
        }

        if (arguments.Request.KeepTensors)
        {
            _latents.Add(report.Latents!);
            _images.Add(report.DecodedImage!);
        }

        _pictures.Add(new GeneratedPicture(report, files) { Write = clock.Elapsed });
    }

    private List<string> StageTensors(OutputBatch batch)
    {
        var written = new List<string>();
        Stage(arguments.LatentsPath, _latents);
        Stage(arguments.ImagePath, _images);
        return written;

        void Stage(string? path, List<FloatTensor> tensors)
        {
            if (path != null)
            {
                using var stream = new MemoryStream();
                NpyWriter.Write(stream, PictureTensors.Join(tensors));
                batch.Add(path, stream.GetBuffer().AsSpan(0, (int)stream.Length));
                written.Add(path);
            }
        }
    }
}

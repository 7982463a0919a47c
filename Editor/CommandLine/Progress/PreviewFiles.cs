using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.CommandLine.Output;
using DiffusionTextures.Textures;

namespace DiffusionTextures.CommandLine.Progress;

/// <summary>Writes each preview to its file as it comes, whole or not at all, and passes the progress on.</summary>
internal sealed class PreviewFiles(IProgress<GenerationProgress> view, PreviewPattern pattern, int index) : IProgress<GenerationProgress>
{
    /// <exception cref="UsageException">A file cannot be written, which ends the generation.</exception>
    public void Report(GenerationProgress value)
    {
        view.Report(value);
        if (value.Preview is not { } preview)
        {
            return;
        }

        var path = pattern.PathOf(value.Step, index);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            preview.Save(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TextureFileException)
        {
            throw new UsageException($"--preview: {exception.Message}", exception);
        }
    }
}

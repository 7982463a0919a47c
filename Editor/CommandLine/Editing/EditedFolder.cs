using DiffusionTextures.CommandLine.Failures;
using DiffusionTextures.Graphs;
using DiffusionTextures.Models;

namespace DiffusionTextures.CommandLine.Editing;

/// <summary>Writes a complete copy of a model folder with edits made for good: whole, or not at all.</summary>
internal static class EditedFolder
{
    /// <summary>Writes the folder beside its place and renames it when it is complete.</summary>
    /// <param name="source">Folder of a diffusers-ONNX export.</param>
    /// <param name="edits">What is changed.</param>
    /// <param name="target">New, or empty.</param>
    /// <param name="cancellationToken">Stops between two files; nothing is left.</param>
    /// <returns>What was changed in each network that has edits.</returns>
    /// <exception cref="UsageException">The target is not empty, lies in the source, or cannot be written.</exception>
    /// <exception cref="ModelException">The model is damaged, or an edit does not fit it.</exception>
    public static IReadOnlyList<EditedPart> Write(string source, ModelEdits edits, string target, CancellationToken cancellationToken)
    {
        var folder = ModelFolder.Open(source);
        ModelFamily.Recognize(folder);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        Check(folder, full, target);
        var staged = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            var parts = Fill(folder, edits, staged, cancellationToken);
            if (Directory.Exists(full))
            {
                Directory.Delete(full);
            }

            Directory.Move(staged, full);
            return parts;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out: '{target}' cannot be written: {exception.Message} Give another folder.", exception);
        }
        finally
        {
            if (Directory.Exists(staged))
            {
                Directory.Delete(staged, true);
            }
        }
    }

    private static void Check(ModelFolder folder, string full, string target)
    {
        if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
        {
            throw new UsageException($"--out: '{target}' exists and is not empty. Give a new folder, or empty it.");
        }

        if ((full + Path.DirectorySeparatorChar).StartsWith(folder.Path + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"--out: '{target}' lies in the model that is edited. Give a folder outside of '{folder.Path}'.");
        }
    }

    private static List<EditedPart> Fill(ModelFolder folder, ModelEdits edits, string staged, CancellationToken cancellationToken)
    {
        var sources = new EditedSources(edits, folder);
        var parts = new List<EditedPart>();
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Directory.EnumerateDirectories(folder.Path).Select(path => Path.GetFileName(path)).Where(folder.Has).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reports = new List<EditReport>();
            if (sources.Edit(name, folder.ModelPath(name), reports) is not { } model)
            {
                continue;
            }

            ModelExport.WriteTo(model, Path.Combine(staged, name));
            written.Add(folder.ModelPath(name));
            written.UnionWith(model.Graph.Initializers.Where(weight => weight.Place == WeightPlace.File).Select(weight => model.Folder.Resolve(weight.Location)));
            parts.Add(new EditedPart(name, [.. reports.Select(PartEdit.Of)]));
            if (edits.Embeddings.Count > 0 && TokenizerOf(name) is { } tokenizer)
            {
                var additions = new TokenizerAdditions(sources.EmbeddingWords());
                foreach (var file in additions.Write(folder.PathOf(tokenizer), Path.Combine(staged, tokenizer)))
                {
                    written.Add(folder.PathOf(tokenizer, file));
                }
            }
        }

        CopyOthers(folder.Path, staged, written, cancellationToken);
        return parts;
    }

    private static string? TokenizerOf(string component) => component switch
    {
        "text_encoder" => "tokenizer",
        "text_encoder_2" => "tokenizer_2",
        _ => null,
    };

    private static void CopyOthers(string source, string target, HashSet<string> written, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source).Where(file => !written.Contains(file)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        // A linked folder may lead anywhere, back to here too; downloads link files at most.
        foreach (var folder in Directory.EnumerateDirectories(source).Where(path => (File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0))
        {
            CopyOthers(folder, Path.Combine(target, Path.GetFileName(folder)), written, cancellationToken);
        }
    }
}

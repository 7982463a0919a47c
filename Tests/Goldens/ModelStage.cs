namespace DiffusionTextures.Goldens;

/// <summary>Puts a model folder together from parts of several, with a scheduler configuration of its own, in a temporary folder.</summary>
public sealed class ModelStage : IDisposable
{
    private ModelStage(string folder)
    {
        Folder = folder;
    }

    /// <summary>The composed model folder.</summary>
    public string Folder { get; }

    /// <summary>Copies <paramref name="model"/>, then replaces parts.</summary>
    /// <param name="model">A model folder.</param>
    /// <param name="schedulerConfig">JSON of scheduler_config.json.</param>
    /// <param name="parts">Folder name in the composed model, and the folder to copy there.</param>
    public static ModelStage Compose(string model, string schedulerConfig, IReadOnlyDictionary<string, string> parts)
    {
        var stage = new ModelStage(Directory.CreateTempSubdirectory("goldens-").FullName);
        CopyFiles(model, stage.Folder);
        foreach (var part in Directory.EnumerateDirectories(model).Where(part => Path.GetFileName(part) != "scheduler"))
        {
            CopyFiles(part, Path.Combine(stage.Folder, Path.GetFileName(part)));
        }

        foreach (var (name, source) in parts)
        {
            var target = Path.Combine(stage.Folder, name);
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            CopyFiles(source, target);
        }

        Directory.CreateDirectory(Path.Combine(stage.Folder, "scheduler"));
        File.WriteAllText(Path.Combine(stage.Folder, "scheduler", "scheduler_config.json"), schedulerConfig);
        return stage;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void CopyFiles(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}

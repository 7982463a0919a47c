using DiffusionTextures.Authoring;

namespace DiffusionTextures.Studio.Api;

/// <summary>The models that a material can name: folders with a model_index.json in the materials' folder, in its "models", and in the model folder.</summary>
internal sealed class ModelList(string folder, string? modelFolder)
{
    private const string Index = "model_index.json";
    private const string Models = "models";

    /// <summary>Paths as documents hold them.</summary>
    public IReadOnlyList<string> List()
    {
        var found = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        Look(folder, string.Empty, found);
        Look(Path.Combine(folder, Models), Models + "/", found);
        if (modelFolder != null)
        {
            Look(modelFolder, string.Empty, found);
        }

        return [.. found];
    }

    private static void Look(string root, string prefix, SortedSet<string> found)
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (var candidate in new DirectoryInfo(root).EnumerateDirectories())
        {
            var isPlain = (candidate.Attributes & FileAttributes.ReparsePoint) == 0 && MaterialName.IsValid(candidate.Name);
            if (isPlain && File.Exists(Path.Combine(candidate.FullName, Index)))
            {
                found.Add(prefix + candidate.Name);
            }
        }
    }
}

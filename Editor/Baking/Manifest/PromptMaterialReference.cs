using DiffusionTextures.Authoring;
using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>A prompt material that a manifest names: what the studio or the Unity editor saved, as the start of a material's settings.</summary>
/// <param name="Apply">Replaces request and model by the document's. Its seed is that of the next picture, 0 where it draws them at random.</param>
/// <param name="Outputs">How the document writes its maps.</param>
internal sealed record PromptMaterialReference(Func<BakeRecipe, BakeRecipe> Apply, IReadOnlyList<OutputEntry> Outputs)
{
    /// <exception cref="ManifestException">The document is missing, damaged, or names files that are.</exception>
    public static PromptMaterialReference Read(ManifestNode node, string folder)
    {
        var path = Path.GetFullPath(node.Text(), folder);
        try
        {
            var material = PromptMaterial.Parse(File.ReadAllText(path));
            var paths = new DocumentPaths(Path.GetDirectoryName(path)!);
            var seed = material.SeedPolicy == SeedPolicy.Random ? 0 : material.Seed;
            var request = RequestFactory.RequestOf(material.Settings, seed, paths);
            var generator = RequestFactory.OptionsOf(material.Settings, paths, null) with { ModelFolder = material.Settings.Model == null ? null : paths.ModelOf(material.Settings.Model) };
            return new PromptMaterialReference(_ => new BakeRecipe(request, generator), OutputReader.Of(material.Outputs, node.Place));
        }
        catch (Exception exception) when (exception is MaterialException or IOException or UnauthorizedAccessException or TextureFileException or ArgumentException)
        {
            throw node.Error($"is '{node.Text()}', which cannot be used: {exception.Message}", exception);
        }
    }
}

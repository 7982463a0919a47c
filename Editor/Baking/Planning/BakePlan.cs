using System.Globalization;
using System.Numerics;
using System.Text;
using DiffusionTextures.Authoring;
using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.Materials;

namespace DiffusionTextures.Baking.Planning;

/// <summary>Expands a manifest into pictures and files, and refuses what cannot be baked before any work starts.</summary>
internal sealed class BakePlan
{
    /// <summary>Pictures that one manifest may have.</summary>
    public const int MaxPictures = 1_000_000;

    private BakePlan(BakeManifest manifest, IReadOnlyList<PlannedPicture> pictures)
    {
        Manifest = manifest;
        Pictures = pictures;
    }

    public BakeManifest Manifest { get; }

    /// <summary>In the order of the manifest.</summary>
    public IReadOnlyList<PlannedPicture> Pictures { get; }

    /// <param name="manifest">What to expand.</param>
    /// <param name="only">Materials to keep; null for all.</param>
    /// <exception cref="ManifestException">Too many pictures, two files of one name, or a name that cannot be one.</exception>
    public static BakePlan Of(BakeManifest manifest, IReadOnlyCollection<string>? only = null)
    {
        var materials = manifest.Materials.Where(material => only == null || only.Contains(material.Name)).ToList();
        var total = materials.Aggregate(BigInteger.Zero, (sum, material) => sum + Matrix.Count(material));
        if (total > MaxPictures)
        {
            var largest = materials.MaxBy(Matrix.Count)!;
            throw new ManifestException(
                largest.Place,
                $"The manifest asks for {total.ToString("N0", CultureInfo.InvariantCulture)} pictures, {Matrix.Count(largest).ToString("N0", CultureInfo.InvariantCulture)} of them of '{largest.Name}' " +
                $"({string.Join(" x ", largest.Axes.Select(axis => $"{axis.Values.Count} {axis.Name}"))}); {MaxPictures:N0} are the limit. Shorten an axis, exclude combinations, or split the manifest.");
        }

        var pictures = new List<PlannedPicture>();
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var material in materials)
        {
            foreach (var combination in Matrix.Combinations(material))
            {
                var picture = Picture(manifest, material, combination);
                foreach (var file in picture.Files)
                {
                    if (!owners.TryAdd(file.Path, $"{picture.Material} {picture.Variant}"))
                    {
                        throw new ManifestException(
                            file.Output.Place,
                            $"'{file.Path}' would be written for {owners[file.Path]} and for {picture.Material} {picture.Variant}. Put {{variant}} or the axis that differs into the name.");
                    }
                }

                pictures.Add(picture);
            }
        }

        return new BakePlan(manifest, pictures);
    }

    private static PlannedPicture Picture(BakeManifest manifest, ManifestMaterial material, IReadOnlyList<AxisValue> combination)
    {
        var recipe = manifest.Defaults.Concat(material.Settings).Concat(combination.Select(value => value.Apply).OfType<Func<BakeRecipe, BakeRecipe>>())
            .Aggregate(BakeRecipe.Default, (current, apply) => apply(current));
        var axes = material.Axes.Select((axis, i) => (axis.Name, combination[i].Text)).ToDictionary(pair => pair.Name, pair => pair.Text);
        var request = recipe.Request;
        recipe = recipe with
        {
            Request = request with
            {
                Prompt = Words(manifest, request.Prompt, axes),
                NegativePrompt = request.NegativePrompt == null ? null : Words(manifest, request.NegativePrompt, axes),
                Maps = request.Maps ?? MaterialMaps.All,

                // A bake is repeatable: what names no seed has one.
                Seed = request.Seed ?? 0,
            },
        };
        var variant = axes.Count == 0 ? "default" : string.Join('_', axes.Values.Select(NamePattern.Segment));
        return new PlannedPicture(material.Name, variant, axes, recipe, Files(manifest, material, recipe, variant, axes));
    }

    private static List<PlannedFile> Files(
        BakeManifest manifest, ManifestMaterial material, BakeRecipe recipe, string variant, Dictionary<string, string> axes)
    {
        var files = new List<PlannedFile>();
        foreach (var output in material.Outputs ?? manifest.Outputs)
        {
            foreach (var binding in output.Bindings.Where(binding => (PackedTexture.MapsOf(binding) & ~recipe.Request.Maps) == 0))
            {
                var map = MapNames.OfSet(PackedTexture.MapsOf(binding)).First();
                var values = new Dictionary<string, string>(axes)
                {
                    ["material"] = material.Name,
                    ["variant"] = variant,
                    ["map"] = binding.Pixels == map ? map : binding.Property,
                    ["file"] = binding.File.Replace("{name}", material.Name, StringComparison.Ordinal),
                    ["seed"] = recipe.Request.Seed!.Value.ToString(CultureInfo.InvariantCulture),
                    ["ext"] = MaterialExport.ExtensionOf(output.Format),
                };
                files.Add(new PlannedFile(Path(output, values), binding, output));
            }
        }

        return files.Count > 0
            ? files
            : throw new ManifestException(material.Place, $"'{material.Name}' would write no file: its outputs need maps that it does not make. Name them under maps, or choose another preset.");
    }

    private static string Path(OutputEntry output, Dictionary<string, string> values)
    {
        try
        {
            return NamePattern.Fill(output.Name, values);
        }
        catch (FormatException exception)
        {
            throw new ManifestException(output.Place, exception.Message, exception);
        }
    }

    /// <summary>A prompt with the axes' values for {axis}, and a runtime wildcard group for __list__.</summary>
    private static string Words(BakeManifest manifest, string prompt, Dictionary<string, string> axes)
    {
        var words = new StringBuilder(prompt);
        foreach (var (axis, text) in axes)
        {
            words.Replace($"{{{axis}}}", text);
        }

        foreach (var (name, list) in manifest.Wildcards)
        {
            words.Replace($"__{name}__", list.Count == 1 ? list[0] : $"{{{string.Join('|', list)}}}");
        }

        return words.ToString();
    }
}

using System.Reflection;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Tests;

/// <summary>Equal keys mean equal pixels, on every machine.</summary>
public class RecipeKeyTests
{
    private static readonly FileHashes Hashes = new(null);
    private static readonly BakeRecipe Recipe = new(new TextureRequest("brick") { Seed = 1 }, new TextureGeneratorOptions());

    private static IEnumerable<BakeRecipe> Changes()
    {
        var request = Recipe.Request;
        yield return Recipe with { Request = request with { Prompt = "bricks" } };
        yield return Recipe with { Request = request with { NegativePrompt = string.Empty } };
        yield return Recipe with { Request = request with { Seed = 2 } };
        yield return Recipe with { Request = request with { Styles = [new PromptStyle("s", "worn", string.Empty)] } };
        yield return Recipe with { Request = request with { SchedulerOptions = new SchedulerOptions { UseKarrasSigmas = true } } };
        yield return Recipe with { Request = request with { MapSettings = new MaterialMapSettings { NormalStrength = 2 } } };
        yield return Recipe with { Request = request with { InitImage = new FloatTensor(1, 3, 8, 8) } };
        yield return Recipe with { Request = request with { InitImage = new FloatTensor(Enumerable.Repeat(1f, 192).ToArray(), 1, 3, 8, 8) } };
        yield return Recipe with { Generator = Recipe.Generator with { Edits = new ModelEdits { Tiling = TileAxes.X } } };
    }

    [Test]
    public void Of_AnyChange_AnotherKey()
    {
        var keys = Changes().Prepend(Recipe).Select(recipe => RecipeKey.Of(recipe, Hashes)).ToList();

        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Of_OptionsWithoutEffectOnPixels_SameKey()
    {
        var faster = Recipe with { Generator = Recipe.Generator with { WarmUp = false, IntraOpNumThreads = 1 } };

        Assert.That(RecipeKey.Of(faster, Hashes), Is.EqualTo(RecipeKey.Of(Recipe, Hashes)));
    }

    [Test]
    public void Of_ModelAtAnotherPath_SameKey_AndAnotherContent_AnotherKey()
    {
        using var scratch = new ScratchFolder();
        foreach (var copy in new[] { "a", "b" })
        {
            Directory.CreateDirectory(scratch[copy]);
            File.WriteAllText(Path.Combine(scratch[copy], "unet"), "weights");
        }

        string Key(string folder) => RecipeKey.Of(Recipe with { Generator = new TextureGeneratorOptions { ModelFolder = scratch[folder] } }, new FileHashes(null));

        Assert.That(Key("a"), Is.EqualTo(Key("b")));
        File.WriteAllText(Path.Combine(scratch["b"], "unet"), "Weights");
        Assert.That(Key("a"), Is.Not.EqualTo(Key("b")));
    }

    [Test]
    public void PathsOf_EveryFolderOfTheOptions_IsHashedByContent()
    {
        var folders = typeof(TextureGeneratorOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(string) && property.Name != nameof(TextureGeneratorOptions.PreviewDecoderFolder)).ToList();
        var options = new TextureGeneratorOptions();
        foreach (var property in folders)
        {
            property.SetValue(options, $"path of {property.Name}");
        }

        Assert.That(RecipeKey.PathsOf(options), Is.EquivalentTo(folders.Select(property => $"path of {property.Name}")));
    }
}

using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.Baking.Planning;

namespace DiffusionTextures.Baking.Tests;

/// <summary>What a manifest says becomes the requests it describes, and what is wrong with it is told with line and column.</summary>
public class ManifestTests
{
    private const string Head = "version: 1\nmaterials:\n";

    [Test]
    public void Of_MatrixOfTwoAxes_EveryCombinationWithItsWords()
    {
        var plan = Plan(Head + "  wall:\n    prompt: '{tone} brick'\n    matrix:\n      tone: [dark, pale]\n      seed: 3-5\n");

        var pictures = plan.Pictures.Select(picture => (picture.Recipe.Request.Prompt, picture.Recipe.Request.Seed!.Value, picture.Variant));
        Assert.That(pictures, Is.EqualTo(new[]
        {
            ("dark brick", 3L, "dark_3"), ("dark brick", 4L, "dark_4"), ("dark brick", 5L, "dark_5"),
            ("pale brick", 3L, "pale_3"), ("pale brick", 4L, "pale_4"), ("pale brick", 5L, "pale_5"),
        }));
    }

    [Test]
    public void Of_Exclude_LeavesOutEveryCombinationThatItNames()
    {
        var plan = Plan(Head + "  wall:\n    prompt: '{tone} brick'\n    matrix:\n      tone: [dark, pale]\n      seed: [1, 2]\n    exclude:\n      - tone: dark\n        seed: 2\n");

        Assert.That(plan.Pictures.Select(picture => picture.Variant), Is.EqualTo(new[] { "dark_1", "pale_1", "pale_2" }));
    }

    [Test]
    public void Of_MaterialSettings_OverrideDefaults_AndAxesOverrideBoth()
    {
        var plan = Plan(
            "version: 1\ndefaults:\n  steps: 4\n  guidance: 3\n  size: 64x128\nmaterials:\n  wall:\n    prompt: brick\n    guidance: 5\n    matrix:\n      steps: [6, 7]\n");

        var requests = plan.Pictures.Select(picture => picture.Recipe.Request).ToList();
        Assert.That(requests.Select(request => request.NumInferenceSteps), Is.EqualTo(new int?[] { 6, 7 }));
        Assert.That(requests.Select(request => request.GuidanceScale), Is.All.EqualTo(5));
        Assert.That(requests.Select(request => (request.Width, request.Height)), Is.All.EqualTo(((int?)64, (int?)128)));
    }

    [TestCase("negative: rust", nameof(TextureRequest.NegativePrompt), "rust")]
    [TestCase("maps: [albedo, ao]", nameof(TextureRequest.Maps), MaterialMaps.Albedo | MaterialMaps.AmbientOcclusion)]
    [TestCase("scheduler: Euler a", nameof(TextureRequest.Scheduler), SchedulerKind.EulerAncestralDiscrete)]
    [TestCase("strength: 0.25", nameof(TextureRequest.Strength), 0.25f)]
    public void Of_Setting_ReachesTheRequest(string line, string property, object expected)
    {
        var request = Plan(Head + $"  wall:\n    prompt: brick\n    {line}\n").Pictures.Single().Recipe.Request;

        Assert.That(typeof(TextureRequest).GetProperty(property)!.GetValue(request), Is.EqualTo(expected));
    }

    [Test]
    public void Of_TileAndClipSkip_ReachTheGenerator()
    {
        var edits = Plan(Head + "  wall:\n    prompt: brick\n    tile: x\n    clip-skip: 2\n").Pictures.Single().Recipe.Generator.Edits;

        Assert.That((edits.Tiling, edits.ClipSkip), Is.EqualTo((TileAxes.X, (int?)2)));
    }

    [Test]
    public void Of_Wildcard_BecomesAGroupThatTheSeedDecides()
    {
        var plan = Plan("version: 1\nwildcards:\n  age: [new, old]\nmaterials:\n  wall:\n    prompt: brick, __age__\n");

        Assert.That(plan.Pictures.Single().Recipe.Request.Prompt, Is.EqualTo("brick, {new|old}"));
    }

    [Test]
    public void Parse_Json_IsAManifestToo()
    {
        var plan = Plan("""{"version": 1, "materials": {"wall": {"prompt": "brick", "matrix": {"seed": [1, 2]}}}}""");

        Assert.That(plan.Pictures, Has.Count.EqualTo(2));
    }

    [TestCase("version: 1\nmaterials:\n  wall:\n    promt: brick\n", "bake.yaml:4:5:", "Did you mean prompt")]
    [TestCase("version: 1\nmaterial:\n  wall: 1\n", "bake.yaml:2:1:", "Did you mean materials")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    steps: many\n", "bake.yaml:5:12:", "whole number")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    steps: \"8\"\n", "bake.yaml:5:12:", "without quotation marks")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    steps: 2000\n", "bake.yaml:5:12:", "1 to 1000")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: [a, b]\n", "bake.yaml:4:13:", "a list; text is expected")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    model: ./nowhere\n", "bake.yaml:5:12:", "no folder")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    scheduler: Oiler\n", "bake.yaml:5:16:", "Did you mean")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    matrix:\n      tone: [a, b]\n", "bake.yaml:6:13:", "write {tone} into the prompt")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    matrix:\n      seed: 5-1\n", "bake.yaml:6:13:", "ends before it begins")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    matrix:\n      seed: [1, 1]\n", "bake.yaml:6:13:", "twice")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    seed: 1\n", "bake.yaml:4:5:", "no prompt")]
    [TestCase("version: 2\nmaterials:\n  wall:\n    prompt: brick\n", "bake.yaml:1:10:", "reads version 1")]
    [TestCase("materials:\n  wall:\n    prompt: brick\n", "bake.yaml:1:1:", "'version' is missing")]
    [TestCase("version: 1\nmaterials:\n  ../wall:\n    prompt: brick\n", "bake.yaml:4:5:", "no name for a folder")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n   seed: 1\n", "bake.yaml:", "no YAML")]
    [TestCase("version: 1\noutputs: [{name: '../{map}.png'}]\nmaterials:\n  wall:\n    prompt: brick\n", "bake.yaml:2:11:", "below the output folder")]
    [TestCase("version: 1\noutputs: [{name: '/etc/{map}.png'}]\nmaterials:\n  wall:\n    prompt: brick\n", "bake.yaml:2:11:", "below the output folder")]
    [TestCase("version: 1\noutputs: [{name: '{material}/{mapp}.png'}]\nmaterials:\n  wall:\n    prompt: brick\n", "bake.yaml:2:11:", "{map}")]
    [TestCase("version: 1\noutputs: [gif]\nmaterials:\n  wall:\n    prompt: brick\n", "bake.yaml:2:11:", "png")]
    [TestCase("version: 1\noutputs: [{name: '{material}_{map}.png'}]\nmaterials:\n  wall:\n    prompt: brick\n    matrix: {seed: [1, 2]}\n", "bake.yaml:2:11:", "would be written for wall 1 and for wall 2")]
    [TestCase("version: 1\noutputs: [{preset: unrael}]\nmaterials:\n  wall:\n    prompt: brick\n", "bake.yaml:2:20:", "Did you mean unreal")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    prompt: brick\n    maps: albedo\n    outputs: [{maps: [height]}]\n", "bake.yaml:4:5:", "write no file")]
    [TestCase("version: 1\nmaterials:\n  wall:\n    from: nowhere.dtmat.json\n", "bake.yaml:4:11:", "cannot be used")]
    public void Parse_BadManifest_SaysWhereAndWhat(string text, string place, string remedy)
    {
        Assert.That(() => Plan(text), Throws.TypeOf<ManifestException>().With.Message.StartWith(place).And.Message.Contains(remedy));
    }

    [Test]
    public void Of_MatrixOfABillion_RefusedWithTheNumberBeforeAnythingIsExpanded()
    {
        var axis = string.Join(", ", Enumerable.Range(1, 1000));
        var text = Head + $"  wall:\n    prompt: '{{a}} {{b}}'\n    matrix:\n      a: [{axis}]\n      b: [{axis}]\n      seed: 1-1000\n";

        Assert.That(() => Plan(text), Throws.TypeOf<ManifestException>().With.Message.Contains("1,000,000,000").And.Message.Contains("1,000,000 are the limit"));
    }

    [Test]
    public void Open_NoSuchFile_NamesIt()
    {
        Assert.That(() => ManifestReader.Open("nowhere.yaml"), Throws.TypeOf<ManifestException>().With.Message.Contains("nowhere.yaml"));
    }

    private static BakePlan Plan(string text) => BakePlan.Of(ManifestReader.Parse("bake.yaml", text));
}

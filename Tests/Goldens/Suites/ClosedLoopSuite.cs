using System.Text.Json;

namespace DiffusionTextures.Goldens.Suites;

/// <summary>The cases of e2e/ or of one folder of families/: a whole generation each, compared at every place that the goldens store.</summary>
public sealed class ClosedLoopSuite : GoldenSuite
{
    private readonly string _root;
    private readonly string _folder;
    private readonly JsonElement _manifest;

    /// <param name="root">The goldens folder, which holds models/ and adapters/.</param>
    /// <param name="name"><c>e2e</c> or <c>families/NAME</c>.</param>
    public ClosedLoopSuite(string root, string name)
    {
        _root = root;
        Name = name;
        _folder = Path.Combine(root, name);
        _manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "manifest.json"))).RootElement;
    }

    public override string Name { get; }

    public override IEnumerable<GoldenCase> Cases()
    {
        var inputs = new GoldenInputs(_root, _manifest, Name == "e2e" ? _folder : Path.Combine(_root, "families", "common"));
        foreach (var member in _manifest.GetProperty("cases").EnumerateObject())
        {
            var golden = new ClosedLoopCase(member.Name, member.Value, _folder);
            yield return new GoldenCase(golden.Id, check => ClosedLoopRun.Check(golden, inputs, ClosedLoopTolerance.Float32, check));
        }
    }
}

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
        return _manifest.TryGetProperty("cases", out var cases) ? OwnCases(cases) : Float16Cases();
    }

    private IEnumerable<GoldenCase> OwnCases(JsonElement cases)
    {
        var inputs = new GoldenInputs(_root, _manifest, Name == "e2e" ? _folder : Path.Combine(_root, "families", "common"));
        foreach (var member in cases.EnumerateObject())
        {
            var golden = new ClosedLoopCase(member.Name, member.Value, _folder);
            yield return new GoldenCase(golden.Id, check => ClosedLoopRun.Check(golden, inputs, inputs.Model, ClosedLoopTolerance.Float32, check));
        }

        if (_manifest.TryGetProperty("textual_inversion", out var embeddings))
        {
            foreach (var embedding in embeddings.EnumerateObject())
            {
                yield return new GoldenCase(embedding.Name, check => TextualInversionCase.Check(embedding.Name, embedding.Value, _folder, inputs, check));
            }
        }

        // A copy of the model with its weights in external data files must give the same numbers.
        var external = inputs.Model + "_external";
        if (Name != "e2e" && Directory.Exists(external))
        {
            foreach (var member in cases.EnumerateObject())
            {
                var golden = new ClosedLoopCase(member.Name, member.Value, _folder);
                yield return new GoldenCase(golden.Id + "@external", check => ClosedLoopRun.Check(golden, inputs, external, ClosedLoopTolerance.Float32, check));
            }
        }
    }

    /// <summary>A float16 copy of another model has no cases of its own: those that it was measured on run again, within its tolerances.</summary>
    private IEnumerable<GoldenCase> Float16Cases()
    {
        var folder = Path.Combine(_root, "e2e");
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement;
        var inputs = new GoldenInputs(_root, manifest, folder);
        var tolerance = ClosedLoopTolerance.From(_manifest.GetProperty("suggested_tolerance"));
        var copy = Path.Combine(_root, "models", _manifest.GetProperty("family").GetString()!);
        foreach (var measured in _manifest.GetProperty("measured").EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object))
        {
            var golden = new ClosedLoopCase(measured.Name, manifest.GetProperty("cases").GetProperty(measured.Name), folder);
            yield return new GoldenCase(golden.Id, check => ClosedLoopRun.Check(golden, inputs, copy, tolerance, check));
        }
    }
}

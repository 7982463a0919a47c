namespace DiffusionTextures.Package.Tests;

/// <summary>What the pages say is true: their code is compiled, their links lead somewhere.</summary>
public sealed class DocumentationTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Documentation~");

    private static IEnumerable<string> Pages() => new[] { "install", "first-material", "your-own-model", "seamless", "batch", "baking", "runtime-in-a-game", "troubleshooting" };

    [TestCaseSource(nameof(Pages))]
    public void Page_EveryCodeBlock_IsCompiled(string page)
    {
        var compiled = Lines(File.ReadAllText(Path.Combine(Repository.Root, "Tests", "UnityStubs", "Usage", "Documentation.cs")));
        var blocks = File.ReadAllText(Path.Combine(Folder, page + ".md")).Split("```csharp").Skip(1).Select(rest => Lines(rest.Split("```")[0]));

        Assert.That(blocks.Where(block => !compiled.Contains(block, StringComparison.Ordinal)), Is.Empty, "not in Tests/UnityStubs/Usage/Documentation.cs");
    }

    [TestCaseSource(nameof(Pages))]
    public void Page_EveryLink_LeadsToAFile(string page)
    {
        var targets = File.ReadAllText(Path.Combine(Folder, page + ".md")).Split("](").Skip(1).Select(rest => rest.Split(')')[0]);

        Assert.That(targets.Where(target => !File.Exists(Path.Combine(Folder, target))), Is.Empty);
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) + "\n";
}

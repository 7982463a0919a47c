using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DiffusionTextures.Package.Tests;

/// <summary>What `npm pack` gives is a package that Unity's Package Manager can install.</summary>
public sealed partial class PackTests
{
    private const string MetaCommand = "node .build/metas.mjs";

    private JsonElement _manifest;
    private string[] _files = null!;
    private long _size;

    [OneTimeSetUp]
    public async Task Pack()
    {
        _manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "package.json"))).RootElement;
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["pack", "--dry-run", "--json", "--ignore-scripts"])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var npm = Process.Start(start)!;
        var errors = npm.StandardError.ReadToEndAsync();
        var output = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.That(npm.ExitCode, Is.Zero, await errors);
        var packed = JsonDocument.Parse(output).RootElement[0];
        _files = [.. packed.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!)];
        _size = packed.GetProperty("size").GetInt64();
    }

    [Test]
    public void Manifest_ForUnity_HasWhatItAsksFor()
    {
        Assert.That(_manifest.GetProperty("name").GetString(), Does.Match(@"^[a-z0-9\-_]+(\.[a-z0-9\-_]+)+$"));
        Assert.That(_manifest.GetProperty("version").GetString(), Does.Match(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.\-]+)?$"));
        Assert.That(_manifest.GetProperty("unity").GetString(), Is.EqualTo("2022.3"));
        Assert.That(_manifest.GetProperty("displayName").GetString(), Is.Not.Empty);
        foreach (var dependency in _manifest.GetProperty("dependencies").EnumerateObject())
        {
            Assert.That(dependency.Value.GetString(), Does.Match(@"^\d+\.\d+\.\d+$"), $"{dependency.Name}: Unity takes exact versions only");
        }
    }

    [Test]
    public void Contents_OfUnity_HaveNothingThatItCannotCompile()
    {
        Assert.That(_files.Where(file => Forbidden().IsMatch(file)), Is.Empty);
        Assert.That(_files.Select(file => file.Split('/')[0]).Distinct(), Is.SubsetOf(new[]
        {
            "Runtime", "Editor", "Samples~", "Documentation~", "Runtime.meta", "Editor.meta",
            "package.json", "package.json.meta", "README.md", "README.md.meta", "CHANGELOG.md", "CHANGELOG.md.meta", "LICENSE", "LICENSE.meta",
        }));
        var definitions = Definitions().Select(path => path[..(path.LastIndexOf('/') + 1)]).ToArray();
        var loose = Assets().Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !definitions.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));
        Assert.That(loose, Is.Empty, "outside of every .asmdef");
    }

    [Test]
    public void Metas_OfEveryAsset_AreThereAndOfNothingElse()
    {
        var assets = Assets().ToArray();
        var folders = assets.SelectMany(Ancestors).Distinct();
        var expected = assets.Concat(folders).Select(asset => asset + ".meta").Order(StringComparer.Ordinal);
        var found = _files.Where(file => file.EndsWith(".meta", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();

        Assert.That(expected.Except(found), Is.Empty, $"these .meta files are missing. Run '{MetaCommand}' and commit what it writes");
        Assert.That(found.Except(expected), Is.Empty, $"these .meta files are of nothing. Run '{MetaCommand}' and commit what it deletes");
    }

    [Test]
    public void Metas_Guids_AreUnique()
    {
        var guids = _files.Where(file => file.EndsWith(".meta", StringComparison.Ordinal)).Select(file => (file, Guid: Guid().Match(Read(file)).Groups[1].Value)).ToArray();

        Assert.That(guids.Where(meta => meta.Guid.Length == 0).Select(meta => meta.file), Is.Empty, "no guid line");
        Assert.That(guids.GroupBy(meta => meta.Guid).Where(same => same.Count() > 1).Select(same => string.Join(", ", same)), Is.Empty);
    }

    [Test]
    public void Definitions_References_CanBeResolved()
    {
        var known = Definitions().Select(path => JsonDocument.Parse(Read(path)).RootElement.GetProperty("name").GetString()).ToHashSet();
        foreach (var dependency in _manifest.GetProperty("dependencies").EnumerateObject())
        {
            var folder = Path.Combine(Repository.Root, "node_modules", dependency.Name);
            known.UnionWith(Directory.EnumerateFiles(folder, "*.asmdef", SearchOption.AllDirectories).Select(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("name").GetString()));
        }

        foreach (var path in Definitions())
        {
            var definition = JsonDocument.Parse(Read(path)).RootElement;
            Assert.That(definition.GetProperty("references").EnumerateArray().Select(reference => reference.GetString()), Is.SubsetOf(known), path);
            Assert.That(_files, Does.Contain(path[..(path.LastIndexOf('/') + 1)] + "csc.rsp"), "nullable");
        }
    }

    [Test]
    public void Definitions_OfTheEditor_StayOutOfPlayers()
    {
        var editor = JsonDocument.Parse(Read("Editor/Unity/DiffusionTextures.Editor.Unity.asmdef")).RootElement;

        Assert.That(editor.GetProperty("includePlatforms").EnumerateArray().Select(platform => platform.GetString()), Is.EqualTo(new[] { "Editor" }));
    }

    [Test]
    public void Samples_OfTheManifest_ArePacked()
    {
        foreach (var sample in _manifest.GetProperty("samples").EnumerateArray())
        {
            var path = sample.GetProperty("path").GetString()!;
            Assert.That(path, Does.StartWith("Samples~/"));
            Assert.That(_files, Has.Some.StartsWith(path + "/").And.EndsWith(".cs"));
        }
    }

    [Test]
    public void Contents_ForTheFirstTexture_HaveThePocketModelAndThePages()
    {
        Assert.That(_files, Is.SupersetOf(new[] { "Runtime/PocketModel~/model_index.json", "Documentation~/install.md", "Documentation~/troubleshooting.md" }));
        Assert.That(Math.Round(_size / 1e6), Is.InRange(7, 9), "README, Unity, states about 8 MB");
    }

    /// <summary>What Unity would import: nothing below a folder that ends in ~, and no .meta.</summary>
    private IEnumerable<string> Assets() => _files.Where(file => !file.Contains("~/", StringComparison.Ordinal) && !file.EndsWith(".meta", StringComparison.Ordinal));

    private IEnumerable<string> Definitions() => Assets().Where(file => file.EndsWith(".asmdef", StringComparison.Ordinal));

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }

    [GeneratedRegex(@"(^|/)(bin|obj|node_modules|Tests|\.[^/]+)/|\.(csproj|sln|user|dll|pdb|ts|map)$|^Editor/(CommandLine|Studio|Baking)/")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"^guid: ([0-9a-f]{32})$", RegexOptions.Multiline)]
    private static partial Regex Guid();
}

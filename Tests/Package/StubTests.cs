using System.Globalization;
using System.Reflection;

namespace DiffusionTextures.Package.Tests;

/// <summary>The stubs say what Unity says, member by member. UnityApi/listed.txt has lines of a listing of Unity 6000's public API, beyond.txt what that listing leaves out.</summary>
public sealed class StubTests
{
    [TestCase("Stubs.Unity2022")]
    [TestCase("Stubs.Unity6000")]
    public void Stubs_EveryMember_IsUnitys(string assembly)
    {
        var api = ReadLists();
        var wrong = new List<string>();
        foreach (var type in Assembly.Load(assembly).GetExportedTypes().Where(type => !typeof(Delegate).IsAssignableFrom(type)))
        {
            var key = UnityApiText.KeyOf(type);
            var known = api.GetValueOrDefault(key) ?? [];
            wrong.AddRange(UnityApiText.MembersOf(type).Where(member => !known.Contains(member)).Select(member => $"{key} | {member}"));
        }

        Assert.That(wrong, Is.Empty, "not in Tests/Package/UnityApi");
    }

    [Test]
    public void Stubs_Of2022_HaveNothingThat2023Brought()
    {
        Assert.That(Assembly.Load("Stubs.Unity2022").GetType("UnityEngine.Awaitable"), Is.Null);
        Assert.That(Assembly.Load("Stubs.Unity6000").GetType("UnityEngine.Awaitable"), Is.Not.Null);
    }

    private static Dictionary<string, HashSet<string>> ReadLists()
    {
        var api = new Dictionary<string, HashSet<string>>();
        var self = Assembly.GetExecutingAssembly();
        foreach (var name in self.GetManifestResourceNames())
        {
            using var reader = new StreamReader(self.GetManifestResourceStream(name)!);
            HashSet<string> members = [];
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith(' '))
                {
                    members.Add(UnityApiText.Normalize(line));
                }
                else if (line.Length > 0 && line[0] != '#')
                {
                    members = Section(api, line);
                }
            }
        }

        foreach (var members in api.Values)
        {
            Evaluate(members);
        }

        return api;
    }

    // "UnityEditor: class ScriptableSingleton<T> where T : ScriptableObject : ScriptableObject" is of "UnityEditor: ScriptableSingleton<T>".
    private static HashSet<string> Section(Dictionary<string, HashSet<string>> api, string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        var words = header[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = words.SkipWhile(word => word is "sealed" or "abstract" or "static" or "class" or "struct" or "enum" or "interface").First();
        var key = $"{header[..colon]}: {name}";
        api.TryAdd(key, []);
        return api[key];
    }

    // Flags that are made of others are written so: "DontSave = DontSaveInEditor | DontSaveInBuild".
    private static void Evaluate(HashSet<string> members)
    {
        foreach (var line in members.Where(line => line.Contains(" | ", StringComparison.Ordinal)).ToArray())
        {
            var (name, parts) = (line.Split(" = ")[0], line.Split(" = ")[1].Split(" | "));
            var value = parts.Sum(part => long.Parse(members.Single(member => member.StartsWith($"{part} = ", StringComparison.Ordinal) && !member.Contains(" | ", StringComparison.Ordinal)).Split(" = ")[1], CultureInfo.InvariantCulture));
            members.Add($"{name} = {value}");
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffusionTextures.Baking.Manifest;

namespace DiffusionTextures.Baking.Tests;

/// <summary>The published schema says what the readers read.</summary>
public class ManifestSchemaTests
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void Published_IsWhatTheReadersSay()
    {
        var received = ManifestSchema.Create().ToJsonString(Format) + "\n";
        var path = Path.Combine(AppContext.BaseDirectory, "bake-manifest.received.json");
        File.WriteAllText(path, received);

        Assert.That(File.ReadAllText(Published), Is.EqualTo(received), $"When the change is meant, copy {path} over Documentation~/bake-manifest.schema.json.");
    }

    [Test]
    public void Sample_NamesTheSchema()
    {
        Assert.That(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "materials.yaml")), Does.StartWith("# yaml-language-server: $schema=../../Documentation~/bake-manifest.schema.json"));
    }

    [TestCase("version")]
    [TestCase("materials")]
    public void Published_WhatIsRequired_TheReaderMisses(string key)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Published))!;
        var manifest = new JsonObject { ["version"] = 1, ["materials"] = new JsonObject { ["wall"] = new JsonObject { ["prompt"] = "brick" } } };
        manifest.Remove(key);

        Assert.That(schema["required"]!.AsArray().Select(name => name!.GetValue<string>()), Does.Contain(key));
        Assert.That(() => ManifestReader.Parse("bake.json", manifest.ToJsonString()), Throws.TypeOf<ManifestException>().With.Message.Contains($"'{key}' is missing"));
    }

    private static string Published => Path.Combine(AppContext.BaseDirectory, "bake-manifest.schema.json");
}

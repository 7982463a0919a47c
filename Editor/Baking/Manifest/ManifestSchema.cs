using System.Text.Json.Nodes;

namespace DiffusionTextures.Baking.Manifest;

/// <summary>The JSON schema of manifests, made of the readers' own keys, so that editors complete and check what <c>dtex bake</c> reads.</summary>
/// <remarks>Draft 7, which the YAML language server knows. What depends on other values, such as axes that a prompt must use, only the reader checks.</remarks>
internal static class ManifestSchema
{
    public static JsonObject Create()
    {
        var settings = BakeSettings.All.ToDictionary(setting => setting.Name, Described);
        var own = new Dictionary<string, JsonObject>
        {
            ["from"] = Text("Prompt material (.dtmat.json) whose settings and outputs the material starts from."),
            ["matrix"] = Matrix(),
            ["exclude"] = List(
                new JsonObject { ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = Scalar() }, "Combinations that are left out: an axis with its value, or several."),
            ["outputs"] = Reference("outputs"),
        };
        var top = new Dictionary<string, JsonObject>
        {
            ["version"] = new() { ["const"] = ManifestReader.Version },
            ["out"] = Text("Output folder, relative to the manifest; baked without it."),
            ["defaults"] = Map(settings, "What every material starts from."),
            ["wildcards"] = new() { ["description"] = "Word lists: __name__ in a prompt becomes a word that the seed chooses.", ["type"] = "object", ["additionalProperties"] = OneOrMore(Scalar()) },
            ["outputs"] = Reference("outputs"),
            ["materials"] = new() { ["description"] = "The materials by name.", ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = Reference("material") },
        };
        var schema = Map(Ordered(top, ManifestReader.TopKeys), "What dtex bake makes.");
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema["required"] = new JsonArray("version", "materials");
        schema["definitions"] = new JsonObject
        {
            ["material"] = Map(settings.Concat(Ordered(own, ManifestReader.OwnMaterialKeys)), "One material, a picture for each combination of its matrix."),
            ["outputs"] = Outputs(),
        };
        return schema;
    }

    private static JsonObject Matrix()
    {
        var axes = BakeSettings.All.ToDictionary(setting => setting.Name, setting => setting.Name == "seed" ? OneOrMore(Seeds()) : OneOrMore(setting.Schema.DeepClone().AsObject()));
        var matrix = Map(axes, "Settings, or words of the prompt, with the values that they take in turn.");
        matrix["additionalProperties"] = OneOrMore(Scalar());
        return matrix;
    }

    private static JsonObject Outputs()
    {
        var formats = OutputReader.Keys["format"]["enum"]!.DeepClone();
        var entry = Map(OutputReader.Keys.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.DeepClone().AsObject())), "One way in which maps are written.");
        return OneOrMore(new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = formats }, entry) }, "How maps are written: each entry writes every picture.");
    }

    private static JsonObject Seeds()
    {
        return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string", ["pattern"] = "^-?[0-9]+(-[0-9]+)?$" }) };
    }

    private static JsonObject Described(BakeSetting setting)
    {
        var schema = setting.Schema.DeepClone().AsObject();
        schema.Insert(0, "description", setting.Description);
        return schema;
    }

    /// <summary>The keys in the reader's order; one that has no schema is a mistake here.</summary>
    private static IEnumerable<KeyValuePair<string, JsonObject>> Ordered(Dictionary<string, JsonObject> schemas, IReadOnlyCollection<string> keys)
    {
        return schemas.Count == keys.Count ? keys.Select(key => KeyValuePair.Create(key, schemas[key])) : throw new InvalidOperationException("A key of the manifest has no schema.");
    }

    private static JsonObject Map(IEnumerable<KeyValuePair<string, JsonObject>> keys, string description)
    {
        return new JsonObject
        {
            ["description"] = description,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject([.. keys.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone()))]),
        };
    }

    private static JsonObject OneOrMore(JsonObject item, string? description = null)
    {
        var schema = new JsonObject { ["anyOf"] = new JsonArray(item, List(item.DeepClone().AsObject(), null)) };
        if (description != null)
        {
            schema.Insert(0, "description", description);
        }

        return schema;
    }

    private static JsonObject List(JsonObject item, string? description)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item };
        if (description != null)
        {
            schema.Insert(0, "description", description);
        }

        return schema;
    }

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    private static JsonObject Scalar() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffusionTextures.CommandLine.Editing;

namespace DiffusionTextures.CommandLine.Inspection;

/// <summary>An inspection as lines for people and as JSON.</summary>
internal static class InspectionText
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ModelInspection inspection, TextWriter output)
    {
        output.WriteLine(inspection.Folder);
        output.WriteLine($"  {"family",-10} {inspection.Family}");
        foreach (var (name, value) in inspection.Facts)
        {
            output.WriteLine($"  {name,-10} {value}");
        }

        foreach (var part in inspection.Parts)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part.Name}  {part.Bytes / 1e6:0.0} MB"));
            part.Inputs.ToList().ForEach(input => output.WriteLine($"  in   {input}"));
            part.Outputs.ToList().ForEach(value => output.WriteLine($"  out  {value}"));
            part.Edits.ToList().ForEach(edit => output.WriteLine($"  edit {edit.Summary}"));
        }

        output.WriteLine(inspection.Problems.Count == 0 ? "No problems: the parts load and fit together." : $"Problems: {inspection.Problems.Count}");
        inspection.Problems.ToList().ForEach(problem => output.WriteLine($"  - {problem}"));
    }

    public static string ToJson(ModelInspection inspection)
    {
        var json = new JsonObject
        {
            ["folder"] = inspection.Folder,
            ["family"] = inspection.Family,
            ["usable"] = inspection.Problems.Count == 0,
            ["problems"] = List(inspection.Problems),
            ["facts"] = new JsonObject(inspection.Facts.Select(fact => KeyValuePair.Create(fact.Key, (JsonNode?)fact.Value))),
            ["parts"] = new JsonArray([.. inspection.Parts.Select(part => (JsonNode)new JsonObject
            {
                ["name"] = part.Name,
                ["bytes"] = part.Bytes,
                ["inputs"] = List(part.Inputs),
                ["outputs"] = List(part.Outputs),
                ["edits"] = new JsonArray([.. part.Edits.Select(Json)]),
            })]),
        };
        return json.ToJsonString(Format);
    }

    private static JsonNode Json(PartEdit edit) => new JsonObject
    {
        ["name"] = edit.Name,
        ["possible"] = edit.Obstacle is null,
        ["obstacle"] = edit.Obstacle,
        ["touched"] = edit.Touched,
        ["leftAlone"] = List(edit.LeftAlone),
        ["newInputs"] = List(edit.NewInputs),
        ["newOutputs"] = List(edit.NewOutputs),
    };

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}

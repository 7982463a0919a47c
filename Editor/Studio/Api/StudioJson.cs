using System.Text.Json;
using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;

namespace DiffusionTextures.Studio.Api;

/// <summary>What the page is told, as JSON. Documents travel as they are written to the disk, unknown keys included.</summary>
internal static class StudioJson
{
    public static JsonObject Material(SavedMaterial saved, UndoHistories undo)
    {
        var (canUndo, canRedo) = undo.Look(saved);
        return new JsonObject
        {
            ["name"] = saved.Name,
            ["revision"] = saved.Revision,
            ["version"] = saved.Version,
            ["canUndo"] = canUndo,
            ["canRedo"] = canRedo,
            ["document"] = JsonNode.Parse(saved.Material.ToJson()),
        };
    }

    public static JsonObject Entry(MaterialEntry entry)
    {
        var history = entry.Saved?.Material.History ?? [];
        var cover = history.LastOrDefault(record => record.Favourite) ?? (history.Count > 0 ? history[^1] : null);
        return new JsonObject
        {
            ["name"] = entry.Name,
            ["problem"] = entry.Problem,
            ["version"] = entry.Saved?.Version,
            ["prompt"] = entry.Saved?.Material.Settings.Prompt,
            ["cover"] = cover?.Id,
            ["pictures"] = history.Count,
            ["favourites"] = history.Count(record => record.Favourite),
        };
    }

    public static string Job(GenerationJob job) => JobNode(job).ToJsonString();

    public static JsonObject JobNode(GenerationJob job)
    {
        var state = job.State;
        return new JsonObject
        {
            ["id"] = job.Id,
            ["material"] = job.Material,
            ["prompt"] = job.Settings.Prompt,
            ["guidance"] = job.Settings.Guidance,
            ["seed"] = job.Seed,
            ["grid"] = job.Grid,
            ["status"] = Camel(state.Status.ToString()),
            ["stage"] = Camel(state.Stage.ToString()),
            ["step"] = state.Step,
            ["stepCount"] = state.StepCount,
            ["preview"] = state.Previews,
            ["result"] = state.Result,
            ["fromCache"] = state.FromCache,
            ["problem"] = state.Problem,
        };
    }

    public static string Change(string name, MaterialChange change)
    {
        return new JsonObject { ["name"] = name, ["change"] = Camel(change.ToString()) }.ToJsonString();
    }

    public static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    /// <summary>The text of a member.</summary>
    /// <exception cref="JsonException">It is missing or no string.</exception>
    public static string Text(JsonObject body, string key)
    {
        return body[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new JsonException($"The request's \"{key}\" is missing or no text.");
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}

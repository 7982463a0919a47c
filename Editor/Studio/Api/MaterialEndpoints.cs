using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiffusionTextures.Studio.Api;

/// <summary>One material: read, save, rename, copy, delete, undo, and its history.</summary>
internal static class MaterialEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, StudioState state)
    {
        var material = routes.MapGroup("/api/materials/{name}");
        material.MapGet(string.Empty, (string name) => StudioJson.Material(state.Library.Open(name), state.Undo));
        material.MapPut(string.Empty, (string name, JsonObject body) => Save(state, name, body));
        material.MapDelete(string.Empty, (string name) =>
        {
            var trashed = state.Library.Delete(name);
            state.Undo.Forget(name);
            state.TellChanges();
            return new JsonObject { ["id"] = trashed.Id, ["name"] = trashed.Name };
        });
        material.MapPost("rename", (string name, JsonObject body) =>
        {
            var renamed = state.Library.Rename(name, StudioJson.Text(body, "to"));
            state.Undo.Forget(name);
            return Told(state, renamed);
        });
        material.MapPost("duplicate", (string name) => Told(state, state.Library.Duplicate(name)));
        material.MapPost("undo", (string name, JsonObject body) => Step(state, name, body, false));
        material.MapPost("redo", (string name, JsonObject body) => Step(state, name, body, true));
        material.MapPut("history/{id}", (string name, string id, JsonObject body) =>
            Told(state, state.Library.SetFavourite(name, id, body["favourite"]?.GetValue<bool>() == true)));
        material.MapDelete("history/{id}", (string name, string id) => Told(state, state.Library.RemoveGeneration(name, id)));
    }

    private static JsonObject Save(StudioState state, string name, JsonObject body)
    {
        var revision = StudioJson.Text(body, "revision");
        var document = PromptMaterial.Parse(body["document"]?.ToJsonString() ?? "null");
        var before = state.Library.Open(name);
        var saved = state.Library.Save(name, document, revision);
        state.Undo.Record(before, saved, body["edited"]?.GetValue<string>());
        return Told(state, saved);
    }

    private static JsonObject Step(StudioState state, string name, JsonObject body, bool forth)
    {
        var current = state.Library.Open(name);
        if (current.Revision != StudioJson.Text(body, "revision"))
        {
            throw new MaterialConflictException(current);
        }

        return Told(state, state.Library.Save(name, state.Undo.Step(current, forth).Material, current.Revision));
    }

    private static JsonObject Told(StudioState state, SavedMaterial saved)
    {
        state.TellChanges();
        return StudioJson.Material(saved, state.Undo);
    }
}

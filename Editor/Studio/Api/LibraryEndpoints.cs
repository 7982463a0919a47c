using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;
using DiffusionTextures.Materials;
using DiffusionTextures.Schedulers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiffusionTextures.Studio.Api;

/// <summary>The list of materials, what there is to choose from, and the trash.</summary>
internal static class LibraryEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, StudioState state)
    {
        routes.MapGet("/api/library", () => List(state));
        routes.MapPost("/api/materials", (JsonObject body) => Create(state, body));
        routes.MapPost("/api/trash/{id}/restore", (string id) =>
        {
            var restored = state.Library.Restore(id);
            state.TellChanges();
            return StudioJson.Material(restored, state.Undo);
        });
    }

    private static JsonObject List(StudioState state)
    {
        return new JsonObject
        {
            ["folder"] = state.Library.Folder,
            ["materials"] = new JsonArray([.. state.Library.List().Select(StudioJson.Entry)]),
            ["trash"] = new JsonArray([.. state.Library.Trash().Select(trashed => new JsonObject { ["id"] = trashed.Id, ["name"] = trashed.Name })]),
            ["jobs"] = new JsonArray([.. state.Session.Jobs.Select(StudioJson.JobNode)]),
            ["models"] = StudioJson.Strings(state.Models.List()),
            ["maps"] = StudioJson.Strings(MapNames.All),
            ["schedulers"] = StudioJson.Strings(SchedulerDescriptors.All.Select(descriptor => descriptor.Aliases.Count > 0 ? descriptor.Aliases[0] : descriptor.ClassName)),
            ["presets"] = new JsonArray([.. OutputPresets.All.Select(preset => new JsonObject
            {
                ["name"] = preset.Name,
                ["title"] = preset.Title,
                ["files"] = new JsonArray([.. preset.Bindings.Select(binding => new JsonObject
                {
                    ["property"] = binding.Property,
                    ["file"] = binding.File,
                    ["pixels"] = binding.Pixels,
                })]),
            })]),
        };
    }

    private static JsonObject Create(StudioState state, JsonObject body)
    {
        var document = body["document"] is { } given ? PromptMaterial.Parse(given.ToJsonString()) : new PromptMaterial();
        var created = state.Library.Create(StudioJson.Text(body, "name"), document);
        state.TellChanges();
        return StudioJson.Material(created, state.Undo);
    }
}

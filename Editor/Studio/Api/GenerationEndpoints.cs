using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;
using DiffusionTextures.Textures.Png;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiffusionTextures.Studio.Api;

/// <summary>Asking for pictures and stopping them.</summary>
internal static class GenerationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, StudioState state)
    {
        routes.MapPost("/api/materials/{name}/generate", (string name, JsonObject body) => Generate(state, name, body));
        routes.MapPost("/api/materials/{name}/history/{id}/again", (string name, string id) => Again(state, name, id));
        routes.MapPost("/api/jobs/{id:int}/cancel", (int id) => new JsonObject { ["stopped"] = state.Session.Cancel(id) });
        routes.MapGet("/api/jobs/{id:int}/preview", (int id) =>
            state.Session.Jobs.FirstOrDefault(job => job.Id == id)?.Preview is { } preview
                ? Results.Bytes(PngWriter.Write(preview, PngMetadata.Empty), "image/png")
                : Results.NotFound());
        routes.MapPost("/api/jobs/cancel", () =>
        {
            state.Session.CancelAll();
            return new JsonObject();
        });
    }

    private static JsonObject Generate(StudioState state, string name, JsonObject body)
    {
        var saved = state.Library.Open(name);
        if (saved.Revision != StudioJson.Text(body, "revision"))
        {
            throw new MaterialConflictException(saved);
        }

        var material = saved.Material;
        var count = body["count"]?.GetValue<int>() ?? 1;
        if (count is < 1 or > VariantGrid.MaxCount)
        {
            throw new MaterialException($"{count} seeds were asked for; 1 to {VariantGrid.MaxCount} are possible.");
        }

        var grid = new VariantGrid
        {
            Seeds = Seeds(ref material, count),
            Guidances = [.. (body["guidances"]?.AsArray() ?? []).Select(guidance => guidance!.GetValue<float>())],
            Prompts = [.. (body["prompts"]?.AsArray() ?? []).Select(prompt => prompt!.GetValue<string>())],
        };
        var variants = grid.Of(saved.Material.Settings);
        if (material.Seed != saved.Material.Seed)
        {
            saved = state.Library.Save(name, material, saved.Revision);
            state.TellChanges();
        }

        var gridName = variants.Count > 1 ? Guid.NewGuid().ToString("N")[..8] : null;
        var jobs = variants.Select(variant => StudioJson.JobNode(state.Session.Enqueue(name, variant.Settings, variant.Seed, gridName)));
        return new JsonObject { ["jobs"] = new JsonArray([.. jobs]), ["material"] = StudioJson.Material(saved, state.Undo) };
    }

    // A grid of a fixed seed needs neighbours, or all its pictures were the same; the material keeps its seed.
    private static List<long> Seeds(ref PromptMaterial material, int count)
    {
        var seeds = new List<long>();
        var policy = material.SeedPolicy;
        var walking = count > 1 && policy == SeedPolicy.Fixed ? material with { SeedPolicy = SeedPolicy.Increment } : material;
        for (var i = 0; i < count; i++)
        {
            seeds.Add(walking.TakeSeed(Random.Shared, out walking));
        }

        material = policy == SeedPolicy.Fixed ? material : walking;
        return seeds;
    }

    private static JsonObject Again(StudioState state, string name, string id)
    {
        var record = state.Library.Open(name).Material.History.FirstOrDefault(candidate => candidate.Id == id)
            ?? throw new MaterialException($"The history of '{name}' has no picture '{id}'. It may have been removed elsewhere.");
        return StudioJson.JobNode(state.Session.Enqueue(name, record.Settings, record.Seed, record.Grid));
    }
}

using System.IO.Compression;
using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;
using DiffusionTextures.Materials;
using DiffusionTextures.Textures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiffusionTextures.Studio.Api;

/// <summary>Finished pictures: their maps, what they were made with, and their export.</summary>
internal static class ResultEndpoints
{
    private const string ExportFolder = "exports";

    public static void Map(IEndpointRouteBuilder routes, StudioState state)
    {
        routes.MapGet("/api/results/{id}", (string id) => Describe(state, id));
        routes.MapGet("/api/results/{id}/{map}.png", (HttpContext context, string id, string map) => Picture(state, context, id, map));
        routes.MapGet("/api/materials/{name}/results/{id}/export.zip", (string name, string id, string? preset, string? format, bool compress) =>
            Results.File(Zip(Make(state, name, id, preset, format, compress)), "application/zip", $"{name}.zip"));
        routes.MapPost("/api/materials/{name}/results/{id}/export", (string name, string id, string? preset, string? format, bool compress) =>
            Write(state, name, Make(state, name, id, preset, format, compress)));
    }

    private static IResult Describe(StudioState state, string id)
    {
        return state.Results.Find(id) is not { } report ? Results.NotFound() : Results.Json(new JsonObject
        {
            ["width"] = report.Width,
            ["height"] = report.Height,
            ["steps"] = report.Steps,
            ["guidance"] = report.Guidance,
            ["scheduler"] = report.Scheduler,
            ["provider"] = report.Provider,
            ["milliseconds"] = report.Milliseconds,
            ["maps"] = StudioJson.Strings(MapNames.Each.Where(map => state.Results.FileOf(id, map) != null).Select(MapNames.Of)),
        });
    }

    // A result's name is the hash of what it was made with, so that a browser may keep it.
    private static IResult Picture(StudioState state, HttpContext context, string id, string name)
    {
        if (!MapNames.TryParse(name, out var map) || state.Results.FileOf(id, map) is not { } file)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return Results.File(file, "image/png");
    }

    private static IReadOnlyList<ExportedFile> Make(StudioState state, string name, string id, string? preset, string? format, bool compress)
    {
        var material = state.Library.Open(name).Material;
        var outputs = material.Outputs with
        {
            Preset = preset ?? material.Outputs.Preset,
            Bindings = preset == null ? material.Outputs.Bindings : [],
            Format = format == null ? material.Outputs.Format : Enum.Parse<ExportFormat>(format, true),
            Compress = compress,
        };
        return MaterialExport.Make(name, outputs, state.Results.Load(id));
    }

    private static byte[] Zip(IReadOnlyList<ExportedFile> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            foreach (var file in files)
            {
                using var entry = archive.CreateEntry(file.Name, CompressionLevel.Fastest).Open();
                entry.Write(file.Content.Span);
            }
        }

        return stream.ToArray();
    }

    private static JsonObject Write(StudioState state, string name, IReadOnlyList<ExportedFile> files)
    {
        Directory.CreateDirectory(state.Paths.FileOf($"{ExportFolder}/{name}"));
        foreach (var file in files)
        {
            TextureFile.WriteAtomically(state.Paths.FileOf($"{ExportFolder}/{name}/{file.Name}"), file.Content.Span);
        }

        return new JsonObject { ["folder"] = $"{ExportFolder}/{name}", ["files"] = StudioJson.Strings(files.Select(file => file.Name)) };
    }
}

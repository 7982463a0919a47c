using System.Text.Json;
using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;
using Microsoft.AspNetCore.Http;

namespace DiffusionTextures.Studio.Api;

/// <summary>Turns failures into an answer with a sentence that the page shows.</summary>
internal sealed class FailureResponses(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (MaterialConflictException conflict)
        {
            await WriteAsync(context, StatusCodes.Status409Conflict, conflict.Message, new JsonObject
            {
                ["name"] = conflict.Current.Name,
                ["revision"] = conflict.Current.Revision,
                ["version"] = conflict.Current.Version,
                ["document"] = JsonNode.Parse(conflict.Current.Material.ToJson()),
            });
        }
        catch (BadHttpRequestException exception)
        {
            await WriteAsync(context, exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (exception is DiffusionException or TextureFileException or ArgumentException or JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string problem, JsonObject? current = null)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["problem"] = problem, ["current"] = current });
    }
}

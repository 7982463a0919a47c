using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace DiffusionTextures.Studio.Events;

/// <summary><c>/api/events</c>: server-sent events (WHATWG HTML, section 9.2).</summary>
internal static class EventEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, StudioState state)
    {
        routes.MapGet("/api/events", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            try
            {
                await foreach (var happened in state.Events.ListenAsync(context.RequestAborted))
                {
                    await context.Response.WriteAsync($"event: {happened.Kind}\ndata: {happened.Json}\n\n", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
                // The page was closed.
            }
        });
    }
}

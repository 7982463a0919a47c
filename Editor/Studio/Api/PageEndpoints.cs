using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiffusionTextures.Studio.Api;

/// <summary>The page: four files out of the assembly. There is no folder to look into.</summary>
internal static class PageEndpoints
{
    private static readonly (string Path, string File, string Type)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/studio.js", "studio.js", "text/javascript; charset=utf-8"),
        ("/studio.css", "studio.css", "text/css; charset=utf-8"),
        ("/icon.svg", "icon.svg", "image/svg+xml"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, file, type) in Files)
        {
            routes.MapGet(path, () => Results.Stream(typeof(PageEndpoints).Assembly.GetManifestResourceStream(file)!, type));
        }
    }
}

using Microsoft.AspNetCore.Http;

namespace DiffusionTextures.Studio.Security;

/// <summary>Headers of every answer: the page loads nothing from elsewhere, is framed by nobody and tells nobody where it is.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // blob: is how a page shows a picture that was dropped onto it.
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
        return next(context);
    }
}

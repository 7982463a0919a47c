using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace DiffusionTextures.Studio.Security;

/// <summary>
/// Lets only the studio's own page in. The address must be the loopback's (another name in Host is DNS rebinding), a request that changes
/// something must come from the page (another Origin is a foreign page), and everything needs the cookie that the token became.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, string token)
{
    private const string TokenParameter = "token";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var port = context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);
        if (context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
        {
            await RefuseAsync(context, "The studio answers this machine only.");
        }
        else if (!IsOwn(request.Host.Value, port))
        {
            await RefuseAsync(context, "The studio answers under 127.0.0.1 and localhost only.");
        }
        else if (!ComesFromThePage(request, port))
        {
            await RefuseAsync(context, "The request comes from another page.");
        }
        else if (request.Path == "/" && request.Query.TryGetValue(TokenParameter, out var given))
        {
            await EnterAsync(context, given, CookieName(port));
        }
        else if (!StudioToken.Matches(token, request.Cookies[CookieName(port)]))
        {
            await RefuseAsync(context, "Open the address that 'dtex studio' printed; it ends in ?token=...");
        }
        else
        {
            await next(context);
        }
    }

    // Cookies do not tell ports apart, so that two studios need two names.
    private static string CookieName(string port) => $"dtex-{port}";

    private async Task EnterAsync(HttpContext context, string? given, string cookie)
    {
        if (!StudioToken.Matches(token, given))
        {
            await RefuseAsync(context, "This token is of an earlier start. Open the address that 'dtex studio' printed last.");
            return;
        }

        context.Response.Cookies.Append(cookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
    }

    private static bool IsOwn(string? host, string port) => host == $"127.0.0.1:{port}" || host == $"localhost:{port}";

    private static bool ComesFromThePage(HttpRequest request, string port)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var originIsOwn = origin == $"http://{request.Host.Value}" && IsOwn(request.Host.Value, port);
        var isEntrance = request.Path == "/" && reads;
        return (originIsOwn || (reads && origin.Length == 0)) && (site is "" or "same-origin" or "none" || isEntrance);
    }

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason);
    }
}

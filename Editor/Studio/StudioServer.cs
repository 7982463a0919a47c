using System.Net;
using DiffusionTextures.Authoring;
using DiffusionTextures.Studio.Api;
using DiffusionTextures.Studio.Events;
using DiffusionTextures.Studio.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DiffusionTextures.Studio;

/// <summary>The studio: a page on the loopback address with which the materials of one folder are edited.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private static readonly TimeSpan ScanEvery = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;
    private readonly StudioState _state;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _scanning;

    private StudioServer(WebApplication application, StudioState state, Uri address, string token)
    {
        _application = application;
        _state = state;
        Address = address;
        EntryAddress = new Uri(address, $"?token={token}");
        _scanning = ScanAsync(_stopping.Token);
    }

    /// <summary>Where the studio is, without the right to enter.</summary>
    public Uri Address { get; }

    /// <summary>Where to enter it: the token in the address becomes a cookie.</summary>
    public Uri EntryAddress { get; }

    /// <summary>Opens the folder and starts to serve.</summary>
    /// <exception cref="MaterialException">The folder cannot be made or written.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<StudioServer> StartAsync(StudioOptions options, CancellationToken cancellationToken = default)
    {
        var state = new StudioState(options);
        try
        {
            var token = StudioToken.New();
            var application = Build(options, state, token);
            await application.StartAsync(cancellationToken);
            var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            return new StudioServer(application, state, new Uri(addresses.Addresses.Single()), token);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Stops jobs and connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _scanning;
        _state.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(StudioOptions options, StudioState state, string token)
    {
        // An empty builder reads no environment variables and no files: nothing but these lines decides where it listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestLimits.DocumentBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var application = builder.Build();
        application.UseMiddleware<SecurityHeaders>();
        application.UseMiddleware<RequestGuard>(token);
        application.UseMiddleware<FailureResponses>();
        application.UseRouting();
#pragma warning disable ASP0014 // an empty builder has no routes of its own: the order of the pipeline is written out
        application.UseEndpoints(routes => Map(routes, state));
#pragma warning restore ASP0014
        return application;
    }

    private static void Map(IEndpointRouteBuilder routes, StudioState state)
    {
        PageEndpoints.Map(routes);
        LibraryEndpoints.Map(routes, state);
        MaterialEndpoints.Map(routes, state);
        GenerationEndpoints.Map(routes, state);
        ResultEndpoints.Map(routes, state);
        PictureEndpoints.Map(routes, state);
        PromptEndpoints.Map(routes, state);
        EventEndpoints.Map(routes, state);
    }

    private void TellChanges()
    {
        try
        {
            _state.TellChanges();
        }
        catch (IOException)
        {
            // The folder is away, such as a drive that was unplugged; requests say so, and the next look may find it again.
        }
    }

    private async Task ScanAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ScanEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                TellChanges();
            }
        }
        catch (OperationCanceledException)
        {
            // The studio ends.
        }
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Studio.Tests;

/// <summary>What a foreign page, a foreign name, a stranger on the network or a forged document could try.</summary>
public sealed class SecurityTests : StudioFixture
{
    private static readonly string[] Paths = ["/", "/studio.js", "/api/library", "/api/events", "/api/materials/x", "/api/results/0/albedo.png", "/nothing"];

    private string Cookie => $"dtex-{Studio.Address.Port}={Studio.EntryAddress.Query["?token=".Length..]}";

    private string Host => $"127.0.0.1:{Studio.Address.Port}";

    [TestCaseSource(nameof(Paths))]
    public async Task Anything_WithoutTheCookie_IsRefused(string path)
    {
        Assert.That(await StatusOf("GET", path, ("Host", Host)), Is.EqualTo(403));
        Assert.That(await StatusOf("GET", path, ("Host", Host), ("Cookie", $"dtex-{Studio.Address.Port}=0")), Is.EqualTo(403));
    }

    [Test]
    public async Task Entrance_WrongToken_IsRefusedAndSetsNoCookie()
    {
        var answer = await RawAsync("GET", "/?token=00", ("Host", Host));

        Assert.That(answer, Does.StartWith("HTTP/1.1 403").And.Not.Contain("Set-Cookie"));
    }

    [Test]
    public async Task Entrance_Token_BecomesACookieThatScriptsAndOtherSitesDoNotGet()
    {
        var answer = await RawAsync("GET", "/" + Studio.EntryAddress.Query, ("Host", Host));

        Assert.That(answer, Does.StartWith("HTTP/1.1 303").And.Contain("Location: /\r\n"));
        var cookie = answer.Split("\r\n").Single(line => line.StartsWith("Set-Cookie"));
        Assert.That(cookie, Does.Contain("httponly").IgnoreCase.And.Contain("samesite=strict").IgnoreCase);
    }

    [Test]
    public async Task Start_Twice_DrawsTwoTokens()
    {
        using var folder = new ScratchFolder();
        await using var other = await StudioServer.StartAsync(new StudioOptions { Folder = folder.Path });

        Assert.That(other.EntryAddress.Query, Is.Not.EqualTo(Studio.EntryAddress.Query).And.Length.EqualTo("?token=".Length + 64));
    }

    [TestCase("evil.example")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1.evil.example")]
    [TestCase("")]
    public async Task Host_AnotherName_IsRefused(string host)
    {
        var port = $":{Studio.Address.Port}";
        Assert.That(await StatusOf("GET", "/api/library", ("Host", host == "127.0.0.1" ? "127.0.0.1:1" : host + port), ("Cookie", Cookie)), Is.AnyOf(400, 403));
        Assert.That(await StatusOf("GET", "/" + Studio.EntryAddress.Query, ("Host", host == "127.0.0.1" ? "127.0.0.1:1" : host + port)), Is.AnyOf(400, 403));
    }

    [Test]
    public async Task Host_Localhost_IsTheSameStudio()
    {
        Assert.That(await StatusOf("GET", "/api/library", ("Host", $"localhost:{Studio.Address.Port}"), ("Cookie", Cookie)), Is.EqualTo(200));
    }

    [TestCase("http://evil.example")]
    [TestCase("null")]
    [TestCase("http://127.0.0.1:1")]
    [TestCase("")]
    public async Task Post_FromAnotherOrigin_IsRefused(string origin)
    {
        (string, string)[] headers = [("Host", Host), ("Cookie", Cookie), ("Content-Type", "application/json"), ("Content-Length", "12")];
        if (origin.Length > 0)
        {
            headers = [.. headers, ("Origin", origin)];
        }

        Assert.That(await StatusOf("POST", "/api/materials", headers), Is.EqualTo(403));
        Assert.That((await Client.GetAsync("/api/library"))["materials"]!.AsArray(), Is.Empty);
    }

    [TestCase("cross-site")]
    [TestCase("same-site")]
    public async Task Get_EmbeddedByAnotherSite_IsRefused(string site)
    {
        Assert.That(await StatusOf("GET", "/api/library", ("Host", Host), ("Cookie", Cookie), ("Sec-Fetch-Site", site)), Is.EqualTo(403));
        Assert.That(await StatusOf("GET", "/api/library", ("Host", Host), ("Cookie", Cookie), ("Origin", "http://evil.example")), Is.EqualTo(403));
    }

    [Test]
    public void Listener_IsOnTheLoopbackOnly()
    {
        Assert.That(IPAddress.IsLoopback(IPAddress.Parse(Studio.Address.Host)), Is.True);
        var addresses = NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address);
        foreach (var address in addresses.Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)))
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Assert.That(() => socket.Connect(address, Studio.Address.Port), Throws.InstanceOf<SocketException>(), $"{address} is reachable.");
        }
    }

    [TestCase("/")]
    [TestCase("/api/library")]
    [TestCase("/nothing")]
    public async Task Headers_KeepThePageToItself(string path)
    {
        using var response = await Client.SendAsync(HttpMethod.Get, path);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe").And.Not.Contain("http").And.Not.Contain("*"));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
        Assert.That(response.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
        Assert.That(response.Headers.Contains("Server"), Is.False);
    }

    [Test]
    public async Task Page_NamesNothingElsewhereAndHasNothingInline()
    {
        var html = await (await Client.SendAsync(HttpMethod.Get, "/")).Content.ReadAsStringAsync();

        Assert.That(html, Does.Not.Contain("http").And.Not.Contain("style=").And.Not.Contain("<style").And.Not.Contain("onload"));
        Assert.That(System.Text.RegularExpressions.Regex.Count(html, "<script[^>]*></script>"), Is.EqualTo(html.Split("<script").Length - 1));
    }

    [TestCase("..%2f..%2fetc%2fpasswd")]
    [TestCase("%2e%2e")]
    [TestCase("..")]
    [TestCase("a%5cb")]
    [TestCase("C:")]
    [TestCase("con")]
    [TestCase("LPT1.dtmat")]
    [TestCase(".dtex")]
    [TestCase("%00")]
    public async Task Name_LeadingOut_ReachesNothing(string name)
    {
        foreach (var path in new[] { $"/api/materials/{name}", $"/api/pictures/{name}", $"/api/pictures/{name}.png", $"/api/results/{name}", $"/api/results/{name}/albedo.png" })
        {
            Assert.That(await StatusOf("GET", path, ("Host", Host), ("Cookie", Cookie)), Is.AnyOf(400, 404, 405), path);
        }

        Assert.That(await StatusOf("DELETE", $"/api/materials/{name}", ("Host", Host), ("Cookie", Cookie), ("Origin", $"http://{Host}")), Is.AnyOf(400, 404, 405));
        var created = await Client.SendAsync(HttpMethod.Post, "/api/materials", new JsonObject { ["name"] = Uri.UnescapeDataString(name) });
        Assert.That((int)created.StatusCode, Is.EqualTo(400));
        Assert.That(Directory.GetFileSystemEntries(Folder.Path), Is.EqualTo(new[] { Folder.Of(".dtex") }));
    }

    [TestCase("/api/")]
    [TestCase("/api/results/")]
    [TestCase("/api/pictures/")]
    [TestCase("/.dtex/")]
    [TestCase("/studio.js/..")]
    [TestCase("/../../etc/passwd")]
    public async Task Folder_IsNeverListed(string path)
    {
        await Client.CreateAsync("secret", "brick");

        var answer = await RawAsync("GET", path, ("Host", Host), ("Cookie", Cookie));

        Assert.That(answer, Does.Not.Contain("secret").And.Not.Contain("root:"));
        Assert.That(answer, Does.Match("^HTTP/1.1 (400|404|405|200)"));
    }

    [TestCase("../outside.png")]
    [TestCase("/etc/hostname")]
    [TestCase("C:/a.png")]
    [TestCase("link/a.png")]
    [TestCase("pictures/nul.png")]
    [CancelAfter(60_000)]
    public async Task Document_NamingAFileOutside_DoesNotReadIt(string picture, CancellationToken timeout)
    {
        using var elsewhere = new ScratchFolder();
        File.WriteAllText(elsewhere.Of("a.png"), "x");
        Directory.CreateSymbolicLink(Folder.Of("link"), elsewhere.Path);
        foreach (var (key, value) in new (string, JsonNode)[] { ("start", new JsonObject { ["picture"] = picture }), ("model", picture), ("edits", new JsonObject { ["loras"] = new JsonArray(new JsonObject { ["path"] = picture }) }) })
        {
            var document = StudioClient.Document("brick");
            document[key] = value;
            await Client.AskAsync(HttpMethod.Post, "/api/materials", new JsonObject { ["name"] = key, ["document"] = document });

            Assert.That(async () => await Client.GenerateAsync(key, timeout), Throws.InvalidOperationException.With.Message.Contains("not allowed").Or.Message.Contains("link"));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Export_FolderIsALink_WritesNothingThere(CancellationToken timeout)
    {
        using var elsewhere = new ScratchFolder();
        Directory.CreateSymbolicLink(Folder.Of("exports"), elsewhere.Path);
        await Client.CreateAsync("brick", "brick");
        var id = await Client.GenerateAsync("brick", timeout);

        using var response = await Client.SendAsync(HttpMethod.Post, $"/api/materials/brick/results/{id}/export?compress=false");

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(Directory.GetFileSystemEntries(elsewhere.Path), Is.Empty);
    }

    [Test]
    public async Task Upload_TooManyTexels_IsRefusedBeforeItIsInflated()
    {
        var bomb = PngWriter.Write(new TextureImage(8, 8, PixelFormat.R8), PngMetadata.Empty);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 30000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 30000);

        using var response = await Client.SendAsync(HttpMethod.Post, "/api/pictures", new ByteArrayContent(bomb));

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("30000x30000"));
    }

    [Test]
    public async Task Upload_TooManyBytes_IsRefused()
    {
        Assert.That(await StatusOf("POST", "/api/pictures", ("Host", Host), ("Cookie", Cookie), ("Origin", $"http://{Host}"), ("Content-Length", $"{(32 << 20) + 1}")), Is.EqualTo(413));
        Assert.That(await StatusOf("POST", "/api/materials", ("Host", Host), ("Cookie", Cookie), ("Origin", $"http://{Host}"), ("Content-Type", "application/json"), ("Content-Length", $"{(8 << 20) + 1}")), Is.EqualTo(413));
    }

    [Test]
    public async Task Upload_NoPicture_IsRefusedAndNothingIsWritten()
    {
        using var response = await Client.SendAsync(HttpMethod.Post, "/api/pictures", new StringContent("<script>alert(1)</script> and more"));

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(Directory.Exists(Folder.Of("pictures")), Is.False);
    }

    private async Task<int> StatusOf(string method, string path, params (string Name, string Value)[] headers)
    {
        return int.Parse((await RawAsync(method, path, headers)).AsSpan("HTTP/1.1 ".Length, 3));
    }

    /// <summary>A request as typed: HttpClient would tidy paths and hosts before they are sent. The head of the answer, and of a short one its body.</summary>
    private async Task<string> RawAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Studio.Address.Port);
        using var stream = client.GetStream();
        var request = new StringBuilder($"{method} {path} HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
        {
            request.Append($"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Append("Connection: close\r\n\r\n").ToString()));
        var buffer = new byte[1 << 16];
        var length = 0;
        for (int read; length < buffer.Length && (read = await stream.ReadAsync(buffer.AsMemory(length))) > 0;)
        {
            length += read;
            if (Encoding.ASCII.GetString(buffer, 0, length).Contains("\r\n\r\n") && !path.EndsWith('/') && !path.Contains(".."))
            {
                break;
            }
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}

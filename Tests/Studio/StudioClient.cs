using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DiffusionTextures.Studio.Tests;

/// <summary>Talks to a studio as its page does: with the cookie and the page's Origin.</summary>
internal sealed class StudioClient : IDisposable
{
    private readonly HttpClient _http;

    private StudioClient(HttpClient http)
    {
        _http = http;
    }

    /// <summary>Enters by the address that the studio printed.</summary>
    public static async Task<StudioClient> EnterAsync(Uri entry)
    {
        var http = new HttpClient { BaseAddress = new Uri(entry.GetLeftPart(UriPartial.Authority)) };
        http.DefaultRequestHeaders.Add("Origin", entry.GetLeftPart(UriPartial.Authority));
        (await http.GetAsync(entry)).EnsureSuccessStatusCode();
        return new StudioClient(http);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        return _http.SendAsync(new HttpRequestMessage(method, path) { Content = body == null ? null : JsonContent.Create(body) });
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent content) => _http.SendAsync(new HttpRequestMessage(method, path) { Content = content });

    /// <summary>The answer of a request that must succeed.</summary>
    public async Task<JsonObject> AskAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public Task<JsonObject> GetAsync(string path) => AskAsync(HttpMethod.Get, path);

    public Task<JsonObject> CreateAsync(string name, string prompt)
    {
        return AskAsync(HttpMethod.Post, "/api/materials", new JsonObject { ["name"] = name, ["document"] = Document(prompt) });
    }

    public Task<HttpResponseMessage> SaveAsync(string name, string revision, JsonObject document)
    {
        return SendAsync(HttpMethod.Put, $"/api/materials/{name}", new JsonObject { ["revision"] = revision, ["document"] = document, ["edited"] = "prompt" });
    }

    /// <summary>Reads server-sent events until one of them is what is waited for.</summary>
    public async Task<JsonObject> WaitForAsync(string kind, Func<JsonObject, bool> wanted, Func<Task> start, CancellationToken timeout)
    {
        using var stream = await _http.GetStreamAsync("/api/events", timeout);
        using var reader = new StreamReader(stream);
        var happened = string.Empty;
        while (await reader.ReadLineAsync(timeout) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                happened = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && happened == "hello")
            {
                await start();
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && happened == kind && JsonNode.Parse(line["data: ".Length..])!.AsObject() is var data && wanted(data))
            {
                return data;
            }
        }

        throw new IOException("The events ended.");
    }

    /// <summary>Makes one picture and waits for it; the name of its result.</summary>
    public async Task<string> GenerateAsync(string name, CancellationToken timeout)
    {
        var material = await GetAsync($"/api/materials/{name}");
        var job = await WaitForAsync(
            "job",
            data => (string?)data["status"] is "done" or "failed",
            () => AskAsync(HttpMethod.Post, $"/api/materials/{name}/generate", new JsonObject { ["revision"] = (string?)material["revision"] }),
            timeout);
        return (string?)job["result"] ?? throw new InvalidOperationException((string?)job["problem"]);
    }

    public static JsonObject Document(string prompt)
    {
        return new JsonObject { ["schema"] = 1, ["prompt"] = prompt, ["size"] = new JsonObject { ["width"] = 64, ["height"] = 64 }, ["steps"] = 2 };
    }

    public void Dispose() => _http.Dispose();
}

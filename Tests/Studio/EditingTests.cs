using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using DiffusionTextures.Textures.Png;

namespace DiffusionTextures.Studio.Tests;

public sealed class EditingTests : StudioFixture
{
    [Test]
    public async Task Save_TwoTabs_TellsTheSecondAndLosesNeither()
    {
        var read = await Client.CreateAsync("brick", "red brick");
        var revision = (string)read["revision"]!;

        using var first = await Client.SaveAsync("brick", revision, StudioClient.Document("first tab"));
        using var second = await Client.SaveAsync("brick", revision, StudioClient.Document("second tab"));

        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Conflict)));
        var conflict = JsonNode.Parse(await second.Content.ReadAsStringAsync())!;
        Assert.That((string?)conflict["current"]!["document"]!["prompt"], Is.EqualTo("first tab"));
        Assert.That((string?)(await Client.GetAsync("/api/materials/brick"))["document"]!["prompt"], Is.EqualTo("first tab"));
        using var again = await Client.SaveAsync("brick", (string)conflict["current"]!["revision"]!, StudioClient.Document("second tab"));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Save_WhileAPictureCame_IsNoConflictAndKeepsIt(CancellationToken timeout)
    {
        var read = await Client.CreateAsync("brick", "red brick");
        var id = await Client.GenerateAsync("brick", timeout);

        using var saved = await Client.SaveAsync("brick", (string)read["revision"]!, StudioClient.Document("blue brick"));

        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var document = (await Client.GetAsync("/api/materials/brick"))["document"]!;
        Assert.That((string?)document["prompt"], Is.EqualTo("blue brick"));
        Assert.That((string?)document["history"]![0]!["id"], Is.EqualTo(id));
    }

    [Test]
    public async Task Save_UnknownKeys_SurviveThePage()
    {
        var document = StudioClient.Document("brick");
        document["mood"] = "calm";
        var read = await Client.AskAsync(HttpMethod.Post, "/api/materials", new JsonObject { ["name"] = "brick", ["document"] = document });
        var edited = (JsonObject)read["document"]!.DeepClone();
        edited["steps"] = 3;

        (await Client.SaveAsync("brick", (string)read["revision"]!, edited)).EnsureSuccessStatusCode();

        Assert.That(File.ReadAllText(Folder.Of("brick.dtmat.json")), Does.Contain("\"mood\": \"calm\"").And.Contain("\"steps\": 3"));
    }

    [Test]
    public async Task Undo_ThenRedo_WalksThroughWhatWasSaved()
    {
        var read = await Client.CreateAsync("brick", "a");
        foreach (var (prompt, edited) in new[] { ("ab", "prompt 1"), ("abc", "prompt 1"), ("abc d", "prompt 2") })
        {
            read = await Client.AskAsync(HttpMethod.Put, "/api/materials/brick", new JsonObject { ["revision"] = (string?)read["revision"], ["document"] = StudioClient.Document(prompt), ["edited"] = edited });
        }

        var prompts = new List<string?>();
        foreach (var way in new[] { "undo", "undo", "redo" })
        {
            read = await Client.AskAsync(HttpMethod.Post, $"/api/materials/brick/{way}", new JsonObject { ["revision"] = (string?)read["revision"] });
            prompts.Add((string?)read["document"]!["prompt"]);
        }

        Assert.That(prompts, Is.EqualTo(new[] { "abc", "a", "abc" }));
        Assert.That(((bool)read["canUndo"]!, (bool)read["canRedo"]!), Is.EqualTo((true, true)));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task EditedByHand_IsToldToThePage(CancellationToken timeout)
    {
        await Client.CreateAsync("brick", "a");

        var told = await Client.WaitForAsync(
            "material",
            data => (string?)data["name"] == "brick" && (string?)data["change"] == "changed",
            () => File.WriteAllTextAsync(Folder.Of("brick.dtmat.json"), """{ "schema": 1, "prompt": "by hand" }""", timeout),
            timeout);

        Assert.That((string?)told["change"], Is.EqualTo("changed"));
        Assert.That((string?)(await Client.GetAsync("/api/materials/brick"))["document"]!["prompt"], Is.EqualTo("by hand"));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Generate_Grid_MakesEveryVariantOnce(CancellationToken timeout)
    {
        var read = await Client.CreateAsync("brick", "red brick");
        var done = 0;
        await Client.WaitForAsync(
            "job",
            data => (string?)data["status"] == "done" && ++done == 4,
            () => Client.AskAsync(HttpMethod.Post, "/api/materials/brick/generate", new JsonObject { ["revision"] = (string?)read["revision"], ["count"] = 2, ["guidances"] = new JsonArray(1.5, 3) }),
            timeout);

        var history = (await Client.GetAsync("/api/materials/brick"))["document"]!["history"]!.AsArray();
        Assert.That(history.Select(record => ((long)record!["seed"]!, (double)record["guidance"]!)), Is.EquivalentTo(new[] { (0L, 1.5), (1L, 1.5), (0L, 3), (1L, 3) }));
        Assert.That(history.Select(record => (string?)record!["grid"]).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Generate_Increment_SavesTheNextSeed(CancellationToken timeout)
    {
        var document = StudioClient.Document("brick");
        document["seed"] = new JsonObject { ["policy"] = "increment", ["value"] = 41 };
        await Client.AskAsync(HttpMethod.Post, "/api/materials", new JsonObject { ["name"] = "brick", ["document"] = document });

        await Client.GenerateAsync("brick", timeout);

        var after = (await Client.GetAsync("/api/materials/brick"))["document"]!;
        Assert.That(((long)after["history"]![0]!["seed"]!, (long)after["seed"]!["value"]!), Is.EqualTo((41L, 42L)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task History_FavouriteLostAndMadeAgain_IsTheSamePicture(CancellationToken timeout)
    {
        await Client.CreateAsync("brick", "red brick");
        var id = await Client.GenerateAsync("brick", timeout);
        var albedo = $"/api/results/{id}/albedo.png";
        var before = await (await Client.SendAsync(HttpMethod.Get, albedo)).Content.ReadAsByteArrayAsync(timeout);
        await Client.AskAsync(HttpMethod.Put, $"/api/materials/brick/history/{id}", new JsonObject { ["favourite"] = true });
        Directory.Delete(Folder.Of(".dtex", "results", id), true);
        Assert.That((await Client.SendAsync(HttpMethod.Get, albedo)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

        await Client.WaitForAsync(
            "job", data => (string?)data["status"] == "done", () => Client.AskAsync(HttpMethod.Post, $"/api/materials/brick/history/{id}/again"), timeout);

        Assert.That(await (await Client.SendAsync(HttpMethod.Get, albedo)).Content.ReadAsByteArrayAsync(timeout), Is.EqualTo(before));
        var history = (await Client.GetAsync("/api/materials/brick"))["document"]!["history"]!.AsArray();
        Assert.That(history.Select(record => ((string?)record!["id"], (bool?)record["favourite"])), Is.EqualTo(new[] { (id, (bool?)true) }));
        await Client.AskAsync(HttpMethod.Delete, $"/api/materials/brick/history/{id}");
        Assert.That((await Client.GetAsync("/api/materials/brick"))["document"]!["history"], Is.Null);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Generate_Stopped_EndsCancelledWithItsLastPreview(CancellationToken timeout)
    {
        var document = StudioClient.Document("brick");
        document["steps"] = 1000;
        document["size"] = new JsonObject { ["width"] = 256, ["height"] = 256 };
        var read = await Client.AskAsync(HttpMethod.Post, "/api/materials", new JsonObject { ["name"] = "brick", ["document"] = document });
        var generate = new JsonObject { ["revision"] = (string?)read["revision"] };
        var running = await Client.WaitForAsync(
            "job", data => (int)data["preview"]! > 0, () => Client.AskAsync(HttpMethod.Post, "/api/materials/brick/generate", generate), timeout);

        var stopped = await Client.WaitForAsync(
            "job", data => (string?)data["status"] is "done" or "failed" or "cancelled", () => Client.AskAsync(HttpMethod.Post, $"/api/jobs/{(int)running["id"]!}/cancel"), timeout);

        Assert.That((string?)stopped["status"], Is.EqualTo("cancelled"));
        using var preview = await Client.SendAsync(HttpMethod.Get, $"/api/jobs/{(int)running["id"]!}/preview");
        Assert.That(preview.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/png"));
        Assert.That((await Client.GetAsync("/api/materials/brick"))["document"]!["history"], Is.Null);
    }

    [TestCase("unity-hdrp", "png", 4)]
    [TestCase("unreal", "dds", 4)]
    [TestCase("maps", "ktx2", 6)]
    [CancelAfter(60_000)]
    public async Task Export_ZipAndFolder_HoldTheSameFiles(string preset, string format, int count, CancellationToken timeout)
    {
        await Client.CreateAsync("red brick", "red brick");
        var id = await Client.GenerateAsync("red brick", timeout);
        var query = $"export{{0}}?preset={preset}&format={format}&compress=true";

        using var response = await Client.SendAsync(HttpMethod.Get, $"/api/materials/red brick/results/{id}/{string.Format(query, ".zip")}");
        await Client.AskAsync(HttpMethod.Post, $"/api/materials/red brick/results/{id}/{string.Format(query, string.Empty)}");

        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync(timeout));
        Assert.That(archive.Entries, Has.Count.EqualTo(count));
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                await stream.CopyToAsync(content, timeout);
            }

            Assert.That(File.ReadAllBytes(Folder.Of("exports", "red brick", entry.Name)), Is.EqualTo(content.ToArray()), entry.Name);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Upload_Picture_CanBeStartedFrom(CancellationToken timeout)
    {
        var png = PngWriter.Write(new TextureImage(64, 64, PixelFormat.Rgba8Srgb), PngMetadata.Empty);
        using var uploaded = await Client.SendAsync(HttpMethod.Post, "/api/pictures", new ByteArrayContent(png));
        var path = (string)JsonNode.Parse(await uploaded.Content.ReadAsStringAsync(timeout))!["path"]!;
        var document = StudioClient.Document("brick");
        document["start"] = new JsonObject { ["picture"] = path, ["strength"] = 0.5 };
        await Client.AskAsync(HttpMethod.Post, "/api/materials", new JsonObject { ["name"] = "brick", ["document"] = document });

        Assert.That(await Client.GenerateAsync("brick", timeout), Has.Length.EqualTo(32));
        Assert.That((int)(await Client.SendAsync(HttpMethod.Get, $"/api/{path}")).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Prompt_CountsTokensAndNamesUnknownWords()
    {
        var facts = await Client.AskAsync(HttpMethod.Post, "/api/prompt", new JsonObject { ["prompt"] = "red brik " + string.Concat(Enumerable.Repeat("red ", 80)) });

        Assert.That(facts["chunks"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((string?)facts["unknown"]![0]!["word"], Is.EqualTo("brik"));
        Assert.That(facts["unknown"]![0]!["near"]!.AsArray().Select(near => (string?)near), Does.Contain("brick"));
    }

    [Test]
    public async Task Delete_ThenRestore_BringsItBack()
    {
        await Client.CreateAsync("brick", "a");
        var trashed = await Client.AskAsync(HttpMethod.Delete, "/api/materials/brick");

        Assert.That((await Client.GetAsync("/api/library"))["materials"]!.AsArray(), Is.Empty);
        var restored = await Client.AskAsync(HttpMethod.Post, $"/api/trash/{(string?)trashed["id"]}/restore");
        Assert.That((string?)restored["document"]!["prompt"], Is.EqualTo("a"));
    }
}

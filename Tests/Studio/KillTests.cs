using System.Diagnostics;
using System.Text.Json.Nodes;
using DiffusionTextures.Authoring;

namespace DiffusionTextures.Studio.Tests;

/// <summary>The studio as a process that dies without warning, in the middle of a generation and of saves.</summary>
[Platform("Linux,MacOsX", Reason = "Process.Kill is kill -9 there.")]
public sealed class KillTests
{
    /// <summary>Three rounds with every test run; fifty with DIFFUSIONTEXTURES_KILLS=50.</summary>
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("DIFFUSIONTEXTURES_KILLS"), out var rounds) ? rounds : 3;

    [Test]
    [CancelAfter(900_000)]
    public async Task Kill_WhileGeneratingAndSaving_LosesNoDocument(CancellationToken timeout)
    {
        using var folder = new ScratchFolder();
        var random = new Random(8);
        var confirmed = -1;
        var killedInSave = 0;
        var killedInGeneration = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var process = Start(folder.Path);
            using var client = await StudioClient.EnterAsync(new Uri((await process.StandardOutput.ReadLineAsync(timeout))!));
            var state = round == 0 ? await client.CreateAsync("brick", "save -1") : await client.GetAsync("/api/materials/brick");
            var found = Count(state);

            // What was confirmed is there. The save that the kill interrupted is there or not, but nothing else.
            Assert.That(found, Is.InRange(confirmed, confirmed + 1), $"round {round}");
            confirmed = found;
            Assert.That(new MaterialLibrary(folder.Path).List().Select(entry => entry.Problem), Is.All.Null);
            var document = StudioClient.Document("save");
            document["steps"] = 400;

            // The kill comes at a drawn moment of a run of saves: after some of them, with the next one under way.
            var saves = random.Next(1, 12);
            var revision = (string)state["revision"]!;
            for (var i = 0; i < saves; i++)
            {
                document = document.DeepClone().AsObject();
                document["prompt"] = $"save {confirmed + 1}";
                using var saved = await client.SaveAsync("brick", revision, document);
                saved.EnsureSuccessStatusCode();
                revision = (string)JsonNode.Parse(await saved.Content.ReadAsStringAsync(timeout))!["revision"]!;
                confirmed++;
                if (i == 0)
                {
                    await client.AskAsync(HttpMethod.Post, "/api/materials/brick/generate", new JsonObject { ["revision"] = revision });
                }
            }

            var jobs = (await client.GetAsync("/api/library"))["jobs"]!.AsArray();
            killedInGeneration += jobs.Any(job => (string?)job!["status"] is "queued" or "loading" or "running") ? 1 : 0;
            document = document.DeepClone().AsObject();
            document["prompt"] = $"save {confirmed + 1}";
            var interrupted = client.SaveAsync("brick", revision, document);
            SpinFor(random.Next(0, 3000));
            process.Kill();
            try
            {
                using var answer = await interrupted;
                confirmed += answer.IsSuccessStatusCode ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                killedInSave++;
            }

            await process.WaitForExitAsync(timeout);
        }

        using var last = Start(folder.Path);
        using var lastClient = await StudioClient.EnterAsync(new Uri((await last.StandardOutput.ReadLineAsync(timeout))!));
        Assert.That(Count(await lastClient.GetAsync("/api/materials/brick")), Is.InRange(confirmed, confirmed + 1));
        Assert.That(Directory.GetFiles(folder.Path, "*.tmp"), Is.Empty);
        last.Kill();
        TestContext.Out.WriteLine($"killed {Rounds} times: {killedInGeneration} in a generation, {killedInSave} in a save; {confirmed + 1} saves confirmed, none lost");
    }

    private static int Count(JsonObject material) => int.Parse(((string)material["document"]!["prompt"]!)["save ".Length..]);

    // Finer than any timer: a kill between two system calls of a save.
    private static void SpinFor(int microseconds)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalMicroseconds < microseconds)
        {
            Thread.SpinWait(20);
        }
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "dtex.dll"), "studio", folder, "--no-open" })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}

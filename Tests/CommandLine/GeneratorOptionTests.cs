using System.Text.Json;

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Options of the generator: what they change, and what they refuse.</summary>
public class GeneratorOptionTests
{
    [TestCase("keep", 5)]
    [TestCase("Sequential", 2, Description = "the VAE and the material decoder work together")]
    public async Task Memory_DecidesHowManyPartsAreLoadedAtOnce(string policy, int expected)
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync("generate", "moss", "--steps", "1", "--maps", "albedo", "--out", scratch.Of("x.png"), "--memory", policy, "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(JsonDocument.Parse(run.Output).RootElement.GetProperty("modelsInMemory").GetInt32(), Is.EqualTo(expected));
    }

    [Test]
    public async Task MaxBatchRows_GivesTheSamePictureInMoreRuns()
    {
        using var scratch = new ScratchFolder();
        var whole = await Generate("whole.npy");
        var parts = await Generate("parts.npy", "--max-batch-rows", "1");
        var edit = await Generate("edit.npy", "--max-batch-rows", "1", "--edit-from", "a wooden wall");

        Assert.That((whole.ExitCode, parts.ExitCode), Is.EqualTo((0, 0)), whole.Error + parts.Error);
        Assert.That(Npy.Values(scratch.Of("parts.npy")), Is.EqualTo(Npy.Values(scratch.Of("whole.npy"))).Within(1e-5f));
        Assert.That(edit.ExitCode, Is.EqualTo(4), "an edit's rows need one another");
        Assert.That(edit.Error, Does.Contain(nameof(TextureGeneratorOptions.MaxBatchRows)));

        Task<DtexRun> Generate(string latents, params string[] more)
        {
            return DtexRun.WithAsync(["generate", "a mossy wall", "--model", Path.Combine(AppContext.BaseDirectory, "Data", "models", "tiny_sdv"), "--steps", "2", "--guidance", "3", "--seed", "1", "--maps", "albedo", "--out", scratch.Of("x.png"), "--save-latents", scratch.Of(latents), .. more]);
        }
    }

    [TestCase("1000", 3, nameof(TextureGeneratorOptions.MaxMemoryBytes))]
    [TestCase("2G", 0, "")]
    [TestCase("much", 2, "6G")]
    public async Task MaxMemory_RefusesWhatNeedsMore(string size, int exitCode, string message)
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync("generate", "moss", "--steps", "1", "--maps", "albedo", "--out", scratch.Of("x.png"), "--max-memory", size);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public async Task Memory_Unknown_ListsThePolicies()
    {
        var run = await DtexRun.WithAsync("generate", "moss", "--memory", "tight");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("keep|sequential"));
    }
}

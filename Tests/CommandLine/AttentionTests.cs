namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Attention maps, local edits and swapped parts, through the arguments.</summary>
public class AttentionTests
{
    private static string Model => Path.Combine(AppContext.BaseDirectory, "Data", "models", "tiny_sdv");

    [Test]
    public async Task Generate_WithAttentionMaps_WritesOnePicturePerWord()
    {
        using var scratch = new ScratchFolder();
        var run = await Generate(scratch, "a mossy stone wall", "--attention-maps", "mossy,wall", "--maps", "albedo", "--out", scratch.Of("{map}.png"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(scratch.Content, Is.EqualTo(new[] { "albedo.png", "attention-mossy.png", "attention-wall.png" }));
        var mossy = TextureImage.Load(scratch.Of("attention-mossy.png"));
        Assert.That((mossy.Width, mossy.Height, mossy.Format), Is.EqualTo((64, 64, PixelFormat.R8)));
        Assert.That(mossy.Pixels.ToArray().Max(), Is.EqualTo(255));
        Assert.That(mossy.Pixels.ToArray(), Is.Not.EqualTo(TextureImage.Load(scratch.Of("attention-wall.png")).Pixels.ToArray()));
    }

    [Test]
    public async Task Generate_WithAWordThatIsNotInThePrompt_NamesTheOption()
    {
        using var scratch = new ScratchFolder();
        var run = await Generate(scratch, "a stone wall", "--attention-maps", "mossy");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--attention-maps").And.Contain("mossy"));
        Assert.That(scratch.Content, Is.Empty);
    }

    [Test]
    public async Task Generate_WithEditLocal_ChangesLessThanWithout()
    {
        using var scratch = new ScratchFolder();
        string[] edit = ["--edit-from", "a stone wall", "--edit-cross", "0.2", "--edit-self", "0"];
        var whole = await Generate(scratch, "a brick wall", [.. edit, "--save-latents", scratch.Of("whole.npy")]);
        var local = await Generate(scratch, "a brick wall", [.. edit, "--edit-local", "brick", "--edit-local-threshold", "1", "--save-latents", scratch.Of("local.npy")]);

        Assert.That((whole.ExitCode, local.ExitCode), Is.EqualTo((0, 0)), whole.Error + local.Error);
        Assert.That(Changed(scratch.Of("whole.npy")), Is.Positive);
        Assert.That(Changed(scratch.Of("local.npy")), Is.Zero, "nothing is above the strongest attention");
    }

    [Test]
    public async Task Generate_WithAUNetOfAnotherWidth_NamesBothFolders()
    {
        using var scratch = new ScratchFolder();
        var run = await Generate(scratch, "a wall", "--unet", PocketModel.Folder);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain(Model).And.Contain(PocketModel.Folder));
    }

    [Test]
    public async Task Generate_WithAVaeOfAnotherScale_DecodesWithIt()
    {
        using var scratch = new ScratchFolder();
        var own = await Generate(scratch, "a wall", "--maps", "albedo", "--out", scratch.Of("own.png"));
        var swapped = await Generate(scratch, "a wall", "--maps", "albedo", "--vae", PocketModel.Folder, "--out", scratch.Of("swapped.png"));

        Assert.That((own.ExitCode, swapped.ExitCode), Is.EqualTo((0, 0)), own.Error + swapped.Error);
        Assert.That(File.ReadAllBytes(scratch.Of("swapped.png")), Is.Not.EqualTo(File.ReadAllBytes(scratch.Of("own.png"))));
    }

    private static int Changed(string path)
    {
        var latents = Npy.Values(path);
        return Enumerable.Range(0, latents.Length / 2).Count(i => latents[i] != latents[latents.Length / 2 + i]);
    }

    private static Task<DtexRun> Generate(ScratchFolder scratch, string prompt, params string[] arguments)
    {
        string[] fixedArguments = ["generate", prompt, "--model", Model, "--seed", "4", "--steps", "3", .. arguments];
        return DtexRun.WithAsync(arguments.Contains("--out") ? fixedArguments : [.. fixedArguments, "--out", scratch.Of("pictures")]);
    }
}

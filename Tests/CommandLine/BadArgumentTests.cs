namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Wrong arguments: exit code 2, one line that names the option, nothing written.</summary>
public class BadArgumentTests
{
    private static IEnumerable<TestCaseData> WrongArguments()
    {
        yield return Case("a size that is no multiple of the factor", "--width", ["--width", "65"]);
        yield return Case("no steps", "--steps", ["--steps", "0"]);
        yield return Case("too many steps", "--steps", ["--steps", "10000"]);
        yield return Case("steps that are no number", "--steps", ["--steps", "twenty"]);
        yield return Case("guidance that is not a number", "--guidance", ["--guidance", "NaN"]);
        yield return Case("infinite guidance", "--guidance", ["--guidance", "inf"]);
        yield return Case("an unknown scheduler", "--scheduler", ["--scheduler", "Magic++ 3M"]);
        yield return Case("a scheduler setting without a value", "--scheduler-config", ["--scheduler-config", "eta"]);
        yield return Case("an unknown map", "--maps", ["--maps", "albedo,shine"]);
        yield return Case("an unknown provider", "--provider", ["--provider", "abacus"]);
        yield return Case("no pictures", "--count", ["--count", "0"]);
        yield return Case("no threads", "--threads", ["--threads", "0"]);
        yield return Case("a seed beyond 64 bits", "--seed", ["--seed", "99999999999999999999"]);
        yield return Case("an unknown option", "--colour", ["--colour", "red"]);
        yield return Case("a missing value", "--steps", ["--steps"]);
        yield return Case("start noise that is not there", "--init-latents", ["--init-latents", "no-such-file.npy"]);
        yield return Case("an empty output", "--out", ["--out", ""]);

        static TestCaseData Case(string name, string named, string[] args) => new TestCaseData(named, args).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(WrongArguments))]
    public async Task Generate_WrongArguments_ExitsWith2AndOneLine(string named, string[] args)
    {
        using var scratch = new ScratchFolder();
        string[] output = args[0] == "--out" ? [] : ["--out", scratch.Of("new", "folder")];

        var run = await DtexRun.WithAsync(["generate", "brick", .. args, .. output]);

        AssertOneLine(run, 2, named);
        Assert.That(scratch.Content, Is.Empty);
    }

    [Test]
    public async Task Generate_APromptOf100Kilobytes_ExitsWith2AndOneLine()
    {
        using var scratch = new ScratchFolder();

        var run = await DtexRun.WithAsync("generate", new string('a', 100 * 1024), "--out", scratch.Of("new"));

        AssertOneLine(run, 2, "102,400");
        Assert.That(run.Error, Has.Length.LessThan(1000));
        Assert.That(scratch.Content, Is.Empty);
    }

    [Test]
    public async Task Generate_WithoutAPrompt_ExitsWith2AndOneLine() => AssertOneLine(await DtexRun.WithAsync("generate"), 2, "--help");

    [Test]
    public async Task Generate_IntoAPathBelowAFile_ExitsWith2AndLeavesTheFile()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.Of("file"), "kept");

        var run = await DtexRun.WithAsync("generate", "brick", "--out", scratch.Of("file", "folder"));

        AssertOneLine(run, 2, "--out");
        Assert.That(File.ReadAllText(scratch.Of("file")), Is.EqualTo("kept"));
        Assert.That(scratch.Content, Is.EqualTo(new[] { "file" }));
    }

    [Test]
    [Platform("Linux", Reason = "/proc is a folder in which nobody can write, not even root.")]
    public async Task Generate_IntoAFolderThatNobodyMayWrite_ExitsWith2() => AssertOneLine(await DtexRun.WithAsync("generate", "brick", "--out", "/proc/dtex"), 2, "--out");

    [Test]
    public async Task Generate_WhenADestinationIsAFolder_ExitsWith2AndLeavesNoOtherFile()
    {
        using var scratch = new ScratchFolder();
        Directory.CreateDirectory(scratch.Of("brick_1_roughness.png"));

        var run = await DtexRun.WithAsync("generate", "brick", "--seed", "1", "--steps", "1", "--out", scratch.Path);

        AssertOneLine(run, 2, "brick_1_roughness.png");
        Assert.That(scratch.Content, Is.EqualTo(new[] { "brick_1_roughness.png" }));
    }

    [Test]
    public async Task Generate_StartNoiseOfAnotherShape_ExitsWith2AndSaysBothShapes()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch.Of("noise.npy"), Npy.Of([1, 4, 3, 3], new float[36]));

        var run = await DtexRun.WithAsync("generate", "brick", "--init-latents", scratch.Of("noise.npy"), "--out", scratch.Of("new"));

        AssertOneLine(run, 2, "[1,4,3,3]");
    }

    internal static void AssertOneLine(DtexRun run, int exitCode, string named)
    {
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1), run.Error);
        Assert.That(run.Error, Does.StartWith("dtex: ").And.Contain(named));
        Assert.That(run.Error, Does.Not.Contain("   at "), "no stack trace");
        Assert.That(run.Output, Is.Empty);
    }
}

namespace DiffusionTextures.CommandLine.Tests;

/// <summary>Options of the request that no other fixture uses: each must change the picture's latents.</summary>
public class RequestOptionTests
{
    private static readonly string[] Plain = ["generate", "red brick wall", "--seed", "4", "--steps", "3", "--maps", "albedo"];

    private float[] _plain = [];

    [OneTimeSetUp]
    public async Task GenerateAsync() => _plain = await LatentsAsync([]);

    [TestCase("--noise", "torch-cuda")]
    [TestCase("--noise", "numpy")]
    [TestCase("--variation-seed", "9", "--variation-strength", "0.5")]
    [TestCase("--guidance-rescale", "0.7")]
    [TestCase("--guidance-from", "0.5")]
    [TestCase("--guidance-to", "0.5")]
    [TestCase("--style", "rusty {prompt}")]
    [TestCase("--timesteps", "ays-sd1", "--scheduler", "DPM++ 2M")]
    [TestCase("--sigmas", "14,7,2,0", "--scheduler", "Euler")]
    [TestCase("--scheduler-config", "timestep_spacing=leading")]
    public async Task Generate_WithTheOption_DiffersFromWithout(params string[] options)
    {
        var latents = await LatentsAsync(options);
        Assert.That(latents.Zip(_plain, (a, b) => Math.Abs(a - b)).Max(), Is.GreaterThan(1e-3f));
    }

    [Test]
    public async Task Generate_Eta_DiffersFromTheSameSchedulerWithout()
    {
        var (without, with) = (await LatentsAsync(["--scheduler", "DDIM"]), await LatentsAsync(["--scheduler", "DDIM", "--eta", "1"]));
        Assert.That(with.Zip(without, (a, b) => Math.Abs(a - b)).Max(), Is.GreaterThan(1e-3f));
    }

    [TestCase("--noise", "quantum", "torch-cpu")]
    [TestCase("--seed-resize-from", "big", "512x512")]
    [TestCase("--timesteps", "9,x", "999")]
    [TestCase("--variation-strength", "2", "0 to 1")]
    [TestCase("--vae-tiling", "big", "64:16")]
    [TestCase("--vae-tiling", "64:40", "0 to half")]
    public async Task Generate_BadValue_IsAUsageErrorWithARemedy(string option, string value, string remedy)
    {
        var run = await DtexRun.WithAsync([.. Plain, option, value]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1).And.One.Contains(remedy));
    }

    [Test]
    public async Task Generate_VaeTiling_ChangesThePictureALittle()
    {
        var whole = await ImageAsync("off");
        var tiled = await ImageAsync("8:4");
        Assert.That(tiled.Zip(whole, (a, b) => Math.Abs(a - b)).Average(), Is.GreaterThan(1e-4f).And.LessThan(0.2f));

        static async Task<float[]> ImageAsync(string tiling)
        {
            using var scratch = new ScratchFolder();
            var run = await DtexRun.WithAsync([.. Plain, "--vae-tiling", tiling, "--out", scratch.Of("out"), "--save-image", scratch.Of("image.npy")]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            return FloatTensor.Load(scratch.Of("image.npy")).Span.ToArray();
        }
    }

    private static async Task<float[]> LatentsAsync(string[] options)
    {
        using var scratch = new ScratchFolder();
        var run = await DtexRun.WithAsync([.. Plain, .. options, "--out", scratch.Of("out"), "--save-latents", scratch.Of("latents.npy")]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return FloatTensor.Load(scratch.Of("latents.npy")).Span.ToArray();
    }
}

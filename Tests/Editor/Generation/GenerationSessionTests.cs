using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DiffusionTextures.Materials;

namespace DiffusionTextures.Authoring.Tests.Generation;

public sealed class GenerationSessionTests
{
    private static readonly GenerationSettings Brick = new() { Prompt = "red brick", Width = 64, Height = 64, Steps = 2 };

    private ScratchFolder _folder = null!;
    private MaterialLibrary _library = null!;
    private ResultCache _results = null!;
    private GenerationSession _session = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new ScratchFolder();
        _library = new MaterialLibrary(_folder.Path);
        _library.Create("brick", new PromptMaterial { Settings = Brick });
        _results = new ResultCache(_library.ResultsFolder);
        _session = new GenerationSession(_library, _results, new DocumentPaths(_folder.Path, true));
    }

    [TearDown]
    public void TearDown()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Enqueue_Pocket_StoresEveryMapAndRemembersIt()
    {
        var states = new ConcurrentQueue<JobState>();
        _session.Changed += job => states.Enqueue(job.State);

        var job = _session.Enqueue("brick", Brick, 7, "g1");
        await _session.WhenIdleAsync();

        Assert.That(job.State.Problem, Is.Null);
        Assert.That(job.State.Status, Is.EqualTo(JobStatus.Done));
        var record = _library.Open("brick").Material.History.Single();
        Assert.That((record.Id, record.Seed, record.Settings.Prompt, record.Grid), Is.EqualTo((job.State.Result, 7L, "red brick", "g1")));
        Assert.That(_results.Load(record.Id).Keys, Is.EquivalentTo(MapNames.Each));
        var recommended = new ResultReport
        {
            Width = 64,
            Height = 64,
            Steps = 2,
            Guidance = (float)Recommended("generation_config.json", "guidance_scale")!,
            Scheduler = (string)Recommended("scheduler/scheduler_config.json", "_class_name")!,
            Provider = "Cpu",
        };
        Assert.That(_results.Find(record.Id), Is.EqualTo(recommended).Using<ResultReport>((a, b) => a with { Milliseconds = 0 } == b with { Milliseconds = 0 }));
        Assert.That(states.Select(state => state.Status).Distinct(), Is.EqualTo(new[] { JobStatus.Queued, JobStatus.Loading, JobStatus.Running, JobStatus.Done }));
        Assert.That((job.State.Previews, job.Preview!.Format), Is.EqualTo((1, PixelFormat.Rgba8Srgb)));
        Assert.That(states.Where(state => state.Stage == GenerationStage.Denoise && state.Status == JobStatus.Running).Select(state => state.Step), Is.SupersetOf(new[] { 1, 2 }));
    }

    [Test]
    public async Task Enqueue_SameAgain_ComesFromTheCacheAndOnlyPixelsCount()
    {
        _session.Enqueue("brick", Brick, 7);
        var again = _session.Enqueue("brick", Brick with { Styles = [] }, 7);
        var other = _session.Enqueue("brick", Brick, 8);
        await _session.WhenIdleAsync();

        Assert.That((again.State.FromCache, other.State.FromCache), Is.EqualTo((true, false)));
        Assert.That(_library.Open("brick").Material.History, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Enqueue_WrongSettings_FailsWithAReasonAndTheNextOneWorks()
    {
        var unknownScheduler = _session.Enqueue("brick", Brick with { Scheduler = "DDMI" }, 1);
        var noModel = _session.Enqueue("brick", Brick with { Model = "models/none" }, 1);
        var outside = _session.Enqueue("brick", Brick with { Start = new StartPicture("../a.png") }, 1);
        var good = _session.Enqueue("brick", Brick, 1);
        await _session.WhenIdleAsync();

        Assert.That(unknownScheduler.State.Problem, Does.Contain("DDMI"));
        Assert.That(noModel.State.Problem, Does.Contain("models"));
        Assert.That(outside.State.Problem, Does.Contain("not allowed"));
        Assert.That(good.State.Status, Is.EqualTo(JobStatus.Done));
        Assert.That(_library.Open("brick").Material.History, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancel_WhileDenoising_StopsAndTheNextOneWorks()
    {
        var long1000 = Brick with { Steps = 1000, Width = 256, Height = 256 };
        var started = new TaskCompletionSource();
        _session.Changed += changed =>
        {
            if (changed.State is { Stage: GenerationStage.Denoise, Step: > 0 })
            {
                started.TrySetResult();
            }
        };
        var job = _session.Enqueue("brick", long1000, 1);
        var waiting = _session.Enqueue("brick", long1000, 2);
        var good = _session.Enqueue("brick", Brick, 3);
        await started.Task;

        Assert.That(_session.Cancel(waiting.Id), Is.True);
        Assert.That(_session.Cancel(job.Id), Is.True);
        await _session.WhenIdleAsync();

        Assert.That((job.State.Status, waiting.State.Status, good.State.Status), Is.EqualTo((JobStatus.Cancelled, JobStatus.Cancelled, JobStatus.Done)));
        Assert.That(_session.Cancel(job.Id), Is.False);
        Assert.That(_library.Open("brick").Material.History, Has.Count.EqualTo(1));
        Assert.That(Directory.EnumerateDirectories(_library.ResultsFolder).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Enqueue_StartPictureAndMask_ChangeThePicture()
    {
        _session.Enqueue("brick", Brick, 7);
        await _session.WhenIdleAsync();
        var first = _library.Open("brick").Material.History[0].Id;
        Directory.CreateDirectory(_folder.Of("pictures"));
        File.Copy(_results.FileOf(first, MaterialMaps.Albedo)!, _folder.Of("pictures", "a.png"));
        var mask = new TextureImage(64, 64, PixelFormat.R8);
        mask.Pixels.Span[..(64 * 32)].Fill(255);
        mask.Save(_folder.Of("pictures", "mask.png"));
        var start = Brick with { Prompt = "blue water", Start = new StartPicture("pictures/a.png") { Mask = "pictures/mask.png" } };

        var job = _session.Enqueue("brick", start, 9);
        await _session.WhenIdleAsync();

        Assert.That(job.State.Problem, Is.Null);
        var before = _results.Load(first)[MaterialMaps.Albedo].Pixels.ToArray();
        var after = _results.Load(job.State.Result!)[MaterialMaps.Albedo].Pixels.ToArray();
        var half = before.Length / 2;
        Assert.That(MeanDifference(before.AsSpan(0, half), after.AsSpan(0, half)), Is.GreaterThan(2 * MeanDifference(before.AsSpan(half), after.AsSpan(half))));
    }

    /// <summary>What the pocket model's own files say.</summary>
    private static JsonNode? Recommended(string file, string entry)
    {
        return JsonNode.Parse(File.ReadAllText(Path.Combine(PocketModel.Folder, file)))![entry];
    }

    private static double MeanDifference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var sum = 0L;
        for (var i = 0; i < a.Length; i++)
        {
            sum += Math.Abs(a[i] - b[i]);
        }

        return sum / (double)a.Length;
    }
}

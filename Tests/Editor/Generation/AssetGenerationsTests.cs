namespace DiffusionTextures.Authoring.Tests.Generation;

public sealed class AssetGenerationsTests
{
    private const string Asset = "0123456789abcdef0123456789abcdef";

    private static readonly PromptMaterial Brick = new() { Settings = new GenerationSettings { Prompt = "red brick", Width = 64, Height = 64, Steps = 2 } };

    private ScratchFolder _folder = null!;
    private AssetGenerations _generations = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new ScratchFolder();
        _generations = new AssetGenerations(_folder.Of("working"), _folder.Path);
    }

    [TearDown]
    public void TearDown()
    {
        _generations.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Generate_Grid_TellsTheThreadThatAsksAndIsRemembered()
    {
        var jobs = _generations.Generate(Asset, Brick, new VariantGrid { Seeds = [3, 4] });

        var material = Brick;
        foreach (var job in Finished(2))
        {
            material = AssetGenerations.Remember(material, job);
        }

        Assert.That(jobs.Select(job => job.State.Problem), Is.All.Null);
        Assert.That(material.History.Select(record => record.Seed), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(material.History.Select(record => record.Grid).Distinct().Single(), Is.Not.Null);
        Assert.That(material.History.Select(record => _generations.Results.Contains(record.Id)), Is.All.True);
        Assert.That(_generations.IsBusy(Asset), Is.False);
    }

    [Test]
    public void Generate_AfterTheWorkingFolderWasSpoilt_WorksAndForgetsNothingElse()
    {
        File.WriteAllText(Path.Combine(_folder.Of("working"), Asset + PromptMaterial.FileExtension), "{");

        _generations.Generate(Asset, Brick, new VariantGrid { Seeds = [3] });

        Assert.That(Finished(1).Single().State.Status, Is.EqualTo(JobStatus.Done));
    }

    [Test]
    public void Cancel_Asset_StopsItsJobsOnly()
    {
        var slow = Brick with { Settings = Brick.Settings with { Steps = 1000, Width = 256, Height = 256 } };
        _generations.Generate(Asset, slow, new VariantGrid { Seeds = [1, 2] });
        _generations.Generate("other", Brick, new VariantGrid { Seeds = [1] });

        Assert.That(_generations.Cancel(Asset), Is.True);

        Assert.That(Finished(3).Select(job => (job.Material, job.State.Status)), Is.EqualTo(new[]
        {
            (Asset, JobStatus.Cancelled), (Asset, JobStatus.Cancelled), ("other", JobStatus.Done),
        }));
        Assert.That(_generations.Cancel(Asset), Is.False);
    }

    [Test]
    public void Remember_UnfinishedJob_IsRefused()
    {
        var job = new GenerationJob(1, Asset, Brick.Settings, 1, null);

        Assert.That(() => AssetGenerations.Remember(Brick, job), Throws.InvalidOperationException.With.Message.Contains("Queued"));
    }

    // As the editor does, once a frame.
    private List<GenerationJob> Finished(int count)
    {
        List<GenerationJob> finished = [];
        Assert.That(
            () =>
            {
                while (_generations.TryTakeChange(out var job))
                {
                    if (job.State.IsOver && !finished.Contains(job))
                    {
                        finished.Add(job);
                    }
                }

                return finished.Count;
            },
            Is.EqualTo(count).After(60000, 20));
        return finished;
    }
}

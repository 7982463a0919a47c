using DiffusionTextures.Baking.Farm;
using DiffusionTextures.Baking.Store;
using DiffusionTextures.Tests;
using RabbitMQ.Client;

namespace DiffusionTextures.Baking.Tests;

/// <summary>A farm on a real broker: every picture is made once, whatever dies meanwhile.</summary>
[NonParallelizable]
public class FarmTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private Broker _broker = null!;
    private ScratchFolder _scratch = null!;

    [OneTimeSetUp]
    public async Task StartBroker()
    {
        Requirement.Check("rabbitmq", Broker.IsInstalled, "RabbitMQ is not installed: apt-get install rabbitmq-server.");
        _broker = await Broker.StartAsync();
    }

    [OneTimeTearDown]
    public void StopBroker() => _broker?.Dispose();

    [SetUp]
    public void MakeFolder() => _scratch = new ScratchFolder();

    [TearDown]
    public void DeleteFolder() => _scratch.Dispose();

    [Test]
    public async Task Bake_TwoWorkers_SameBytesAsWithoutAFarm()
    {
        var manifest = Manifest(12);
        using var first = Worker();
        using var second = Worker();
        using var bake = Bake(manifest);
        using var local = new DtexProcess("bake", manifest, "--out", _scratch["local"], "--store", _scratch["store-local"]);

        Assert.That(await bake.WaitAsync(Limit), Is.Zero, bake.Output);
        Assert.That(await local.WaitAsync(Limit), Is.Zero, local.Output);
        var files = Directory.GetFiles(_scratch["local"], "*.png", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.EqualTo(12));
        foreach (var file in files)
        {
            Assert.That(File.ReadAllBytes(file.Replace(_scratch["local"], _scratch["baked"])), Is.EqualTo(File.ReadAllBytes(file)), file);
        }
    }

    [Test]
    public async Task Bake_WorkerKilled_AnotherFinishesAndNothingIsLost()
    {
        var manifest = Manifest(16);
        using var bake = Bake(manifest);
        using (var victim = Worker())
        {
            await UntilAsync(() => Stored() >= 2);
            victim.Kill();
        }

        using var other = Worker();
        Assert.That(await bake.WaitAsync(Limit), Is.Zero, bake.Output);
        AssertWhole(16);
    }

    [Test]
    public async Task Bake_BrokerCrashesMeanwhile_GoesOnWhenItIsBack()
    {
        var manifest = Manifest(16);
        using var worker = Worker();
        using var bake = Bake(manifest);
        await UntilAsync(() => Stored() >= 2);

        await _broker.RestartAsync();

        Assert.That(await bake.WaitAsync(Limit), Is.Zero, bake.Output);
        AssertWhole(16);
    }

    [Test]
    public async Task Bake_NetworkCutSeveralTimes_GoesOn()
    {
        using var proxy = new CutProxy(_broker.Port);
        var address = $"amqp://guest:guest@127.0.0.1:{proxy.Port}";
        var manifest = Manifest(16);
        using var worker = Worker(address);
        using var bake = Bake(manifest, address);
        for (var made = 2; made <= 10; made += 4)
        {
            await UntilAsync(() => Stored() >= made);
            proxy.Cut();
        }

        Assert.That(await bake.WaitAsync(Limit), Is.Zero, bake.Output);
        AssertWhole(16);
    }

    [Test]
    public async Task Bake_BakeKilledAndStartedAgain_TakesWhatWorkersMade()
    {
        var manifest = Manifest(16);
        using var worker = Worker();
        using (var victim = Bake(manifest))
        {
            await UntilAsync(() => Stored() >= 3);
            victim.Kill();
        }

        using var again = Bake(manifest);
        Assert.That(await again.WaitAsync(Limit), Is.Zero, again.Output);
        AssertWhole(16);
    }

    [Test]
    public async Task Bake_PromptThatAlwaysFails_IsGivenUpWithItsReasonAndTheOthersAreMade()
    {
        var manifest = Manifest(4, "  odd:\n    prompt: brick\n    size: 66\n");
        using var worker = Worker();
        using var bake = Bake(manifest, null, "--json");

        Assert.That(await bake.WaitAsync(Limit), Is.EqualTo(5), bake.Output);
        Assert.That(bake.Output, Does.Contain("multiple").And.Contain("try 3"));
        Assert.That(Stored(), Is.EqualTo(4));
    }

    [Test]
    public async Task Bake_ModelChangedUnderTheWorker_NothingIsStoredUnderTheWrongKey()
    {
        ScratchFolder.Copy(PocketModel.Folder, _scratch["model"]);
        var manifest = _scratch.Write(
            "bake.yaml", "version: 1\ndefaults: {size: 64, steps: 2, maps: albedo, model: model}\nmaterials:\n  wall:\n    prompt: brick\n    matrix: {seed: 1-16}\n");
        using var local = new DtexProcess("bake", manifest, "--out", _scratch["local"], "--store", _scratch["store-local"]);
        Assert.That(await local.WaitAsync(Limit), Is.Zero, local.Output);
        using var worker = Worker();
        using var bake = Bake(manifest);
        await UntilAsync(() => Stored() >= 2);

        // Guidance decides pixels.
        File.WriteAllText(Path.Combine(_scratch["model"], "generation_config.json"), """{"num_inference_steps": 8, "guidance_scale": 5.0}""");

        Assert.That(await bake.WaitAsync(Limit), Is.EqualTo(5), bake.Output);
        Assert.That(bake.Output, Does.Contain("other content on this worker"));
        var (store, right) = (new PictureStore(_scratch["store"]), new PictureStore(_scratch["store-local"]));
        Assert.That(Stored(), Is.InRange(2, 15));
        foreach (var (key, _) in store.Enumerate())
        {
            Assert.That(store.Find(key)!.Maps["albedo"], Is.EqualTo(right.Find(key)!.Maps["albedo"]), key);
        }
    }

    [TestCase(4)]
    [TestCase(100, Explicit = true, Reason = "A minute: dotnet test Tests/Baking --filter \"TestCategory=Long\"", Category = "Long")]
    public async Task Bake_WorkersAndBakeKilledAtRandomPoints_EveryPictureOnceAndWholeAtTheEnd(int kills)
    {
        var manifest = Manifest(12 + (2 * kills));
        var random = new Random(1);
        var (worker, bake) = (Worker(), Bake(manifest));
        for (var i = 0; i < kills; i++)
        {
            var enough = Stored() + random.Next(3);
            await UntilAsync(() => Stored() > enough || bake.HasEnded || worker.HasEnded);
            var killsBake = random.Next(2) == 0;
            using (var victim = killsBake ? bake : worker)
            {
                victim.Kill();
            }

            (worker, bake) = killsBake ? (worker, Bake(manifest)) : (Worker(), bake);
        }

        using (worker)
        using (bake)
        {
            Assert.That(await bake.WaitAsync(TimeSpan.FromMinutes(10)), Is.Zero, bake.Output);
        }

        AssertWhole(12 + (2 * kills));
    }

    [Test]
    public async Task Worker_MessageThatIsNoJob_GoesToTheFailedOnesAndTheWorkerLives()
    {
        using var worker = Worker();
        var uri = new Uri(_broker.Address);
        await using (var connection = await FarmConnection.OpenAsync(uri, Limit, null, CancellationToken.None))
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true)))
        {
            var before = await channel.MessageCountAsync(FarmTopology.Failed);
            await channel.BasicPublishAsync(FarmTopology.Jobs, FarmTopology.RouteOf(FarmPriority.High, "nobody"), "poison"u8.ToArray());
            await UntilAsync(async () => await channel.MessageCountAsync(FarmTopology.Failed) == before + 1);
        }

        using var bake = Bake(Manifest(2));
        Assert.That(await bake.WaitAsync(Limit), Is.Zero, bake.Output);
    }

    [Test]
    public async Task Status_WithAWorker_NamesIt()
    {
        using var worker = Worker();
        await UntilAsync(() => worker.Output.Contains("worker "));
        FarmStatus status;
        do
        {
            status = await FarmStatus.AskAsync(new Uri(_broker.Address), CancellationToken.None);
        }
        while (status.Workers.Count == 0);

        Assert.That(status.Workers[0].Worker, Does.StartWith(Environment.MachineName));
    }

    [Test]
    public async Task Bake_WrongPassword_SaysSo()
    {
        using var bake = Bake(Manifest(1), $"amqp://guest:wrong@127.0.0.1:{_broker.Port}");

        Assert.That(await bake.WaitAsync(Limit), Is.EqualTo(6));
        Assert.That(bake.Output, Does.Contain("does not accept the user"));
    }

    private string Manifest(int count, string more = "")
    {
        return _scratch.Write(
            "bake.yaml", $"version: 1\ndefaults: {{size: 64, steps: 2, maps: albedo}}\nmaterials:\n  wall:\n    prompt: brick {TestContext.CurrentContext.Test.Name}\n    matrix: {{seed: 1-{count}}}\n{more}");
    }

    private DtexProcess Worker(string? address = null) => new("worker", "--farm", address ?? _broker.Address, "--store", _scratch["store"], "--jobs", "1");

    private DtexProcess Bake(string manifest, string? address = null, params string[] more)
    {
        return new DtexProcess(["bake", manifest, "--farm", address ?? _broker.Address, "--store", _scratch["store"], .. more]);
    }

    private int Stored() => Directory.Exists(_scratch["store/objects"]) ? new PictureStore(_scratch["store"]).Enumerate().Count() : 0;

    private void AssertWhole(int count)
    {
        var store = new PictureStore(_scratch["store"]);
        Assert.That(store.Enumerate().ToList().Count(entry => store.Find(entry.Key) != null), Is.EqualTo(count), "pictures in the store");
        Assert.That(Directory.GetFiles(_scratch["baked"], "*.png", SearchOption.AllDirectories), Has.Length.EqualTo(count), "files");
        Assert.That(Directory.GetFiles(_scratch["baked"], "*.tmp", SearchOption.AllDirectories), Is.Empty, "half-written files");
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}

using System.Globalization;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Tests.Inference;

/// <summary>What keeps a game's frame rate: priorities of requests and threads, and the pause point between steps.</summary>
public class FrameFriendlinessTests
{
    private static readonly TextureRequest Small = new("moss") { Width = 32, Height = 32, NumInferenceSteps = 3, Seed = 1 };

    [Test]
    public async Task Enqueue_Priorities_AreLookedAtWhenTheNextIsChosen()
    {
        var thread = new InferenceThread();
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var order = new List<string>();
        var late = new RequestPriority(-3);
        var blocker = thread.Enqueue(() => Note("first", Block), CancellationToken.None);
        started.Wait();
        Task[] all =
        [
            blocker,
            thread.Enqueue(() => Note("plain", () => { }), CancellationToken.None),
            thread.Enqueue(() => Note("came near", () => { }), CancellationToken.None, late),
            thread.Enqueue(() => Note("urgent", () => { }), CancellationToken.None, new RequestPriority(5)),
            thread.Enqueue(() => Note("urgent too", () => { }), CancellationToken.None, new RequestPriority(5)),
        ];
        late.Value = 9;
        release.Set();
        await Task.WhenAll(all);
        thread.Stop(() => { });
        Assert.That(order, Is.EqualTo(new[] { "first", "came near", "urgent", "urgent too", "plain" }));

        void Block()
        {
            started.Set();
            release.Wait();
        }

        int Note(string name, Action work)
        {
            work();
            order.Add(name);
            return 0;
        }
    }

    [Test]
    public async Task Priority_OfARequest_LetsItOvertake()
    {
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions
        {
            WarmUp = false,
            PausePoint = token =>
            {
                started.Set();
                release.Wait(token);
            },
        });
        var order = new List<string>();
        var running = generator.GenerateTextureAsync(Small, new NamedTarget("running", order));
        started.Wait();
        var far = generator.GenerateTextureAsync(Small, new NamedTarget("far", order));
        var near = generator.GenerateTextureAsync(Small with { Priority = new RequestPriority(1) }, new NamedTarget("near", order));
        release.Set();
        await Task.WhenAll(running, far, near);
        Assert.That(order, Is.EqualTo(new[] { "running", "near", "far" }));
    }

    [Test]
    public async Task PausePoint_IsPassedOncePerStep_AndACancelLeavesIt()
    {
        var passed = 0;
        using var blocked = new ManualResetEventSlim(true);
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions
        {
            WarmUp = false,
            PausePoint = token =>
            {
                passed++;
                blocked.Wait(token);
            },
        });
        await generator.GenerateTextureAsync(Small);
        Assert.That(passed, Is.EqualTo(3));
        blocked.Reset();
        using var cancellation = new CancellationTokenSource();
        var waiting = generator.GenerateTextureAsync(Small, null, cancellation.Token);
        cancellation.Cancel();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        blocked.Set();
        Assert.That((await generator.GenerateTextureAsync(Small))[MaterialMaps.Albedo].Width, Is.EqualTo(32));
    }

    [Test]
    public async Task ThreadPriority_LowersTheInferenceThreadAndOnnxRuntimesOwn([Values(ThreadPriority.Lowest, ThreadPriority.BelowNormal)] ThreadPriority priority)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Threads have nice values on Linux only.");
        }

        var nice = priority == ThreadPriority.Lowest ? 19 : 10;
        var before = ThreadsOfNice(nice);
        var seen = int.MinValue;
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions
        {
            ThreadPriority = priority,
            IntraOpNumThreads = 3,
            WarmUp = false,
            PausePoint = _ => seen = NativeThreadPriority.CurrentNice(),
        });
        await generator.GenerateTextureAsync(Small);
        Assert.That(seen, Is.EqualTo(nice));
        Assert.That(ThreadsOfNice(nice) - before, Is.GreaterThanOrEqualTo(3), "the thread itself and two helpers per session");
    }

    [Test]
    public async Task ThreadPriority_OfContinuations_IsTheProgramsOwn()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Threads have nice values on Linux only.");
        }

        // Every pool thread is busy, so that the continuation needs a new one, which inherits its priority from whoever starts it.
        ThreadPool.GetMinThreads(out var minimum, out var ports);
        var busy = ThreadPool.ThreadCount + 2;
        using var started = new CountdownEvent(busy);
        using var release = new ManualResetEventSlim();
        ThreadPool.SetMinThreads(busy + 8, ports);
        var thread = new InferenceThread(ThreadPriority.Lowest);
        try
        {
            var work = Enumerable.Range(0, busy).Select(_ => Task.Run(() =>
            {
                started.Signal();
                release.Wait();
            })).ToList();
            started.Wait();

            var nice = thread.Enqueue(() => 0, CancellationToken.None).ContinueWith(_ => NativeThreadPriority.CurrentNice(), TaskScheduler.Default);

            Assert.That(await nice, Is.EqualTo(NativeThreadPriority.CurrentNice()));
            release.Set();
            await Task.WhenAll(work);
        }
        finally
        {
            release.Set();
            thread.Stop(() => { });
            ThreadPool.SetMinThreads(minimum, ports);
        }
    }

    [Test]
    public void ThreadPriority_OutOfRange_Throws()
    {
        Assert.That(
            async () => await TextureGenerator.LoadAsync(new TextureGeneratorOptions { ThreadPriority = (ThreadPriority)9 }), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // Field 19 of stat; the name in field 2 ends with the last parenthesis.
    private static int ThreadsOfNice(int nice)
    {
        return Directory.GetDirectories("/proc/self/task").Count(task =>
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(task, "stat"));
                return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture) == nice;
            }
            catch (IOException)
            {
                // The thread has ended meanwhile.
                return false;
            }
        });
    }

    private sealed class NamedTarget(string name, List<string> order) : ITextureTarget
    {
        public MaterialMaps Maps => MaterialMaps.Albedo;

        public void Write(DecodedMaterial material) => order.Add(name);
    }
}

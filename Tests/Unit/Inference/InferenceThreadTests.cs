using DiffusionTextures.Inference;

namespace DiffusionTextures.Tests.Inference;

public class InferenceThreadTests
{
    [Test]
    public async Task Enqueue_SeveralItems_RunInOrderOnOneThread()
    {
        var thread = new InferenceThread();
        var order = new List<int>();
        var threads = new HashSet<int>();
        var work = Enumerable.Range(0, 20).Select(i => thread.Enqueue(() => Note(i), CancellationToken.None)).ToArray();
        await Task.WhenAll(work);
        thread.Stop(() => { });
        Assert.That(order, Is.EqualTo(Enumerable.Range(0, 20)));
        Assert.That(threads, Has.Count.EqualTo(1));

        int Note(int i)
        {
            order.Add(i);
            threads.Add(Environment.CurrentManagedThreadId);
            return i;
        }
    }

    [Test]
    public async Task Enqueue_WorkThatThrows_FailsItsTaskOnly()
    {
        var thread = new InferenceThread();
        var failing = thread.Enqueue<int>(() => throw new InvalidDataException("broken"), CancellationToken.None);
        var next = thread.Enqueue(() => 7, CancellationToken.None);
        Assert.That(async () => await failing, Throws.TypeOf<InvalidDataException>());
        Assert.That(await next, Is.EqualTo(7));
        thread.Stop(() => { });
    }

    [Test]
    public void Stop_WithWorkWaiting_RejectsItAndRunsTheLastAction()
    {
        var thread = new InferenceThread();
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var running = thread.Enqueue(
            () =>
            {
                started.Set();
                release.Wait();
                return 1;
            },
            CancellationToken.None);
        var waiting = thread.Enqueue(() => 2, CancellationToken.None);
        started.Wait();
        var disposed = false;
        var stopping = Task.Run(() => thread.Stop(() => disposed = true));
        Assert.That(async () => await waiting, Throws.TypeOf<ObjectDisposedException>());
        release.Set();
        stopping.Wait();
        Assert.That(running.Result, Is.EqualTo(1));
        Assert.That(disposed, Is.True);
        Assert.That(() => thread.Enqueue(() => 3, CancellationToken.None), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Enqueue_CancelledBeforeItsTurn_NeverRuns()
    {
        var thread = new InferenceThread();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var ran = false;
        var task = thread.Enqueue(() => ran = true, cancellation.Token);
        Assert.That(async () => await task, Throws.InstanceOf<OperationCanceledException>());
        thread.Stop(() => { });
        Assert.That(ran, Is.False);
    }
}

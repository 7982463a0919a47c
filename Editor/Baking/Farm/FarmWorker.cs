using System.Diagnostics;
using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Manifest;
using DiffusionTextures.Baking.Store;
using RabbitMQ.Client;

namespace DiffusionTextures.Baking.Farm;

/// <summary>Takes jobs from a broker, makes their pictures and puts them into the shared store. Any number of them work side by side.</summary>
/// <remarks>
/// A job is acknowledged when its picture is stored, so that one whose worker dies comes back to another. A job that comes twice is answered from
/// the store. What fails is tried again elsewhere and given up, with the error, after <see cref="FarmTopology.MaxTries"/>.
/// </remarks>
internal sealed class FarmWorker
{
    /// <summary>Header with the reason of a job that was given up.</summary>
    public const string ErrorHeader = "dtex-error";

    /// <summary>Header with the number of failed tries.</summary>
    public const string TriesHeader = "dtex-tries";

    private static readonly TimeSpan ClaimPoll = TimeSpan.FromMilliseconds(100);

    private readonly Uri _broker;
    private readonly PictureStore _store;
    private readonly int _jobs;
    private readonly Action<string>? _notice;
    private readonly WorkerCount _count = new();
    private KnownPictures _known;

    /// <param name="broker">Address of the RabbitMQ broker.</param>
    /// <param name="store">The store that bakes and workers share.</param>
    /// <param name="jobs">Pictures made at the same time.</param>
    /// <param name="notice">Told what a person should know.</param>
    public FarmWorker(Uri broker, PictureStore store, int jobs, Action<string>? notice)
    {
        _broker = broker;
        _store = store;
        _jobs = jobs;
        _notice = notice;
        _known = new KnownPictures(store);
    }

    /// <summary>Machine and process, as the farm's status shows it.</summary>
    public string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Works until it is stopped; pictures under way are finished. A broker that goes away is waited for.</summary>
    /// <exception cref="BakeException">The store cannot be written, or the broker refuses.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        TimeSpan? patience = TimeSpan.FromSeconds(10);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await FarmConnection.OpenAsync(_broker, patience, _notice, stop);
                patience = null;
                await SessionAsync(connection, stop);
            }
            catch (Exception exception) when (FarmConnection.IsLost(exception))
            {
                _notice?.Invoke("The connection to the broker was lost.");
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Stopped while it waited.
            }
        }
    }

    private async Task SessionAsync(IConnection connection, CancellationToken stop)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        connection.ConnectionShutdownAsync += (_, _) =>
        {
            lost.Cancel();
            return Task.CompletedTask;
        };
        await using var port = await WorkerPort.OpenAsync(connection, _jobs, stop);
        var loops = Enumerable.Range(0, _jobs).Select(_ => Task.Run(() => WorkAsync(port, lost.Token), CancellationToken.None)).ToList();
        var beating = BeatAsync(port, lost.Token);
        try
        {
            await await Task.WhenAny(loops);
        }
        finally
        {
            lost.Cancel();
            await Task.WhenAll(loops.Append(beating)).ContinueWith(_ => { }, TaskScheduler.Default);
            _known.Save();
        }

        if (!stop.IsCancellationRequested)
        {
            throw new IOException("the connection was closed");
        }
    }

    private async Task WorkAsync(WorkerPort port, CancellationToken end)
    {
        using var bench = new GeneratorBench(_jobs);
        try
        {
            while (true)
            {
                var job = await port.TakeAsync(end);
                await DoAsync(port, bench, job, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Between two jobs: the one that was under way is finished and acknowledged.
        }
    }

    private async Task DoAsync(WorkerPort port, GeneratorBench bench, TakenJob job, CancellationToken end)
    {
        if (job.Message == null)
        {
            await port.GiveUpAsync(job, "This is no job of dtex: its message cannot be read.");
            return;
        }

        _count.Begin(job.Message.Key);
        try
        {
            var time = await MakeAsync(bench, job.Message, end);
            await port.DoneAsync(job, new ResultMessage(job.Message.Key, time.TotalMilliseconds, Name));
            _count.Done();
        }
        catch (Exception exception) when (exception is ArgumentException or InferenceException or ModelException or ManifestException or KeyMissingException)
        {
            if (job.Tries + 1 < FarmTopology.MaxTries)
            {
                await port.TryAgainAsync(job);
            }
            else
            {
                await port.GiveUpAsync(job, $"{exception.Message} (worker {Name}, try {job.Tries + 1})");
                _count.Failed();
            }
        }
    }

    /// <returns>The time to generate; zero when the store has the picture.</returns>
    private async Task<TimeSpan> MakeAsync(GeneratorBench bench, JobMessage job, CancellationToken end)
    {
        while (true)
        {
            using var claim = StoreClaim.TryTake(_store, job.Key);
            if (_store.Find(job.Key) != null)
            {
                return TimeSpan.Zero;
            }

            if (claim == null)
            {
                await Task.Delay(ClaimPoll, end);
                continue;
            }

            var known = Current();
            var recipe = known.Find(job)
                ?? throw new KeyMissingException("The model or another file of the manifest has other content on this worker than on the machine that bakes. Copy the same files to both.");
            var generator = await bench.LoadAsync(recipe.Generator);
            var clock = Stopwatch.GetTimestamp();

            // Not cancelled: a worker that is stopped finishes what it has.
            var textures = await generator.GenerateTextureAsync(recipe.Request, null, CancellationToken.None);
            var time = Stopwatch.GetElapsedTime(clock);
            if (known.HasChanged(recipe))
            {
                // Not stored: it may be another picture than its key says.
                throw new KeyMissingException("A file of the model was changed on this worker while it made the picture.");
            }

            _store.Add(job.Key, PictureEncoder.Encode(textures, recipe.Generator));
            return time;
        }
    }

    /// <summary>What the files say, which are read anew when one was changed.</summary>
    private KnownPictures Current()
    {
        var known = _known;
        if (known.IsOutdated)
        {
            Interlocked.CompareExchange(ref _known, new KnownPictures(_store), known);
        }

        return _known;
    }

    private async Task BeatAsync(WorkerPort port, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await port.BeatAsync(_count.Beat(Name), end);
            await Task.Delay(Heartbeat.Period, end);
        }
    }

    private sealed class KeyMissingException(string message) : Exception(message);
}

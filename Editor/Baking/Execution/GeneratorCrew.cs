using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Execution;

/// <summary>Generators of one model that work side by side on a list of pictures.</summary>
/// <remarks>
/// Small networks leave cores idle when one picture uses all threads, large ones do not fit twice. Without a number given, the first pictures are made
/// both ways, one generator per core with one thread each, and one generator with every core, and the faster way makes the rest.
/// </remarks>
internal sealed class GeneratorCrew : ICrew
{
    /// <summary>Pictures per generator that decide which way is faster.</summary>
    private const int SamplesPerGenerator = 3;

    private static readonly TimeSpan ClaimPoll = TimeSpan.FromMilliseconds(100);

    private readonly TextureGeneratorOptions _options;
    private readonly PictureStore _store;
    private readonly int? _jobs;
    private readonly string _stamp;
    private readonly ConcurrentQueue<WorkItem> _claimedElsewhere = new();

    /// <param name="options">The model; its thread count is chosen here unless it is given.</param>
    /// <param name="store">Asked again before each picture, since another process may have made it meanwhile.</param>
    /// <param name="jobs">Generators at the same time; null to measure.</param>
    public GeneratorCrew(TextureGeneratorOptions options, PictureStore store, int? jobs)
    {
        _options = options;
        _store = store;
        _jobs = jobs;
        _stamp = Stamp();
    }

    public async Task RunAsync(IReadOnlyList<WorkItem> items, ChannelWriter<FinishedPicture> finished, CancellationToken stop, CancellationToken abort)
    {
        var queue = new ConcurrentQueue<WorkItem>(items);
        var cores = Environment.ProcessorCount;
        var jobs = _jobs ?? await MeasureAsync(queue, cores, finished, stop, abort);
        await WorkAsync(queue, jobs, int.MaxValue, finished, stop, abort);
        while (!_claimedElsewhere.IsEmpty && !stop.IsCancellationRequested)
        {
            // Another process is making these. When it dies its claims are freed, and they are ours.
            await Task.Delay(ClaimPoll, abort);
            var again = new ConcurrentQueue<WorkItem>(_claimedElsewhere);
            _claimedElsewhere.Clear();
            await WorkAsync(again, jobs, int.MaxValue, finished, stop, abort);
        }
    }

    private async Task<int> MeasureAsync(
        ConcurrentQueue<WorkItem> queue, int cores, ChannelWriter<FinishedPicture> finished, CancellationToken stop, CancellationToken abort)
    {
        var perCore = cores * SamplesPerGenerator;
        if (cores == 1 || queue.Count < perCore + SamplesPerGenerator)
        {
            return Math.Min(cores, queue.Count);
        }

        var sideBySide = await WorkAsync(queue, cores, perCore, finished, stop, abort) / perCore;
        var alone = await WorkAsync(queue, 1, SamplesPerGenerator, finished, stop, abort) / SamplesPerGenerator;
        return sideBySide <= alone ? cores : 1;
    }

    /// <returns>Time from the first generator's first picture to the last picture.</returns>
    private async Task<TimeSpan> WorkAsync(
        ConcurrentQueue<WorkItem> queue, int jobs, int limit, ChannelWriter<FinishedPicture> finished, CancellationToken stop, CancellationToken abort)
    {
        var options = _options with { IntraOpNumThreads = _options.IntraOpNumThreads ?? Math.Max(1, Environment.ProcessorCount / jobs) };
        var generators = new List<TextureGenerator>();
        try
        {
            for (var i = 0; i < Math.Min(jobs, queue.Count); i++)
            {
                generators.Add(await TextureGenerator.LoadAsync(options, null, abort));
            }

            var left = limit;
            var clock = Stopwatch.GetTimestamp();
            await Task.WhenAll(generators.Select(generator => Task.Run(
                async () =>
                {
                    while (!stop.IsCancellationRequested && Interlocked.Decrement(ref left) >= 0 && queue.TryDequeue(out var item))
                    {
                        if (await MakeAsync(generator, item, abort) is { } picture)
                        {
                            await finished.WriteAsync(picture, abort);
                        }
                    }
                },
                abort)));
            return Stopwatch.GetElapsedTime(clock);
        }
        catch (ModelException exception)
        {
            while (queue.TryDequeue(out var item))
            {
                await finished.WriteAsync(new FinishedPicture(item) { Error = exception.Message }, abort);
            }

            return default;
        }
        finally
        {
            generators.ForEach(generator => generator.Dispose());
        }
    }

    private async Task<FinishedPicture?> MakeAsync(TextureGenerator generator, WorkItem item, CancellationToken abort)
    {
        var claim = StoreClaim.TryTake(_store, item.Key);
        if (claim == null)
        {
            _claimedElsewhere.Enqueue(item);
            return null;
        }

        try
        {
            if (_store.Find(item.Key) is { } stored)
            {
                return new FinishedPicture(item) { Stored = stored, Claim = claim };
            }

            var clock = Stopwatch.GetTimestamp();
            var textures = await generator.GenerateTextureAsync(item.Recipe.Request, null, abort);
            return Stamp() == _stamp
                ? new FinishedPicture(item) { Textures = textures, Claim = claim, Time = Stopwatch.GetElapsedTime(clock) }
                : throw new BakeException("A file of the model was changed during the bake. What was made before the change is stored; start the bake again for the rest.");
        }
        catch (Exception exception) when (exception is ArgumentException or InferenceException)
        {
            return new FinishedPicture(item) { Error = exception.Message, Claim = claim };
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    private string Stamp() => string.Join('\n', RecipeKey.PathsOf(_options).Select(FileHashes.Stamp));
}

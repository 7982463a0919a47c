using System.Collections.Concurrent;
using System.Threading.Channels;
using DiffusionTextures.Baking.Farm;
using DiffusionTextures.Baking.Planning;
using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Execution;

/// <summary>Bakes a plan on this machine: what is up to date is left alone, what the store has is written, the rest is generated.</summary>
/// <remarks>Generators work side by side, and encoding, storing and writing of finished pictures runs beside the next denoising.</remarks>
internal sealed class BakeRun
{
    /// <summary>Pictures that are encoded and written at the same time: while one waits for the disk, another uses the core.</summary>
    private static readonly int Writers = Math.Max(2, Environment.ProcessorCount / 2);

    private readonly BakePlan _plan;
    private readonly BakeOptions _options;
    private readonly PictureStore _store;
    private readonly FileHashes _hashes;
    private readonly OutputFolder _output;
    private readonly ConcurrentDictionary<PlannedPicture, PictureOutcome> _outcomes = new(ReferenceEqualityComparer.Instance);
    private readonly RateMeter _meter;
    private readonly Action<string>? _notice;

    /// <param name="plan">What to bake.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of every picture.</param>
    /// <param name="notice">Told what a person should know, such as a broker that cannot be reached.</param>
    public BakeRun(BakePlan plan, BakeOptions options, IProgress<BakeProgress>? progress = null, Action<string>? notice = null)
    {
        _notice = notice;
        _plan = plan;
        _options = options;
        _store = new PictureStore(options.StoreFolder);
        _hashes = new FileHashes(Path.Combine(_store.Folder, "files.json"));
        _output = new OutputFolder(plan.Manifest.OutputFolder);
        _meter = new RateMeter(Pictures.Count(), progress);
    }

    /// <summary>The pictures of this run's shard.</summary>
    public IEnumerable<PlannedPicture> Pictures => _plan.Pictures.Where((_, i) => i % _options.Shard.Count == _options.Shard.Index - 1);

    /// <summary>Bakes.</summary>
    /// <param name="stop">Finishes the pictures under way, then ends.</param>
    /// <param name="abort">Ends at once; pictures under way are lost, nothing else.</param>
    /// <returns>One outcome per picture, in the order of the plan.</returns>
    /// <exception cref="BakeException">Nothing more can be done: the disk is full, the model is damaged or was changed meanwhile.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="abort"/> was cancelled.</exception>
    public async Task<IReadOnlyList<PictureOutcome>> ExecuteAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            _output.RemoveLeftovers();
            var work = FindWork();
            foreach (var group in work.GroupBy(item => _options.Farm == null ? RecipeKey.GeneratorOf(item.Recipe, _hashes) : string.Empty))
            {
                if (!stop.IsCancellationRequested)
                {
                    await BakeGroupAsync([.. group.OrderBy(item => item.Recipe.Request.Prompt, StringComparer.Ordinal)], stop, abort);
                }
            }
        }
        finally
        {
            _hashes.Save();
            _output.Index.Save();
        }

        return [.. Pictures.Select(picture => _outcomes.GetValueOrDefault(picture) ?? new PictureOutcome(picture, string.Empty, PictureState.Waiting, null, default))];
    }

    /// <summary>What is not up to date, one item per key.</summary>
    private List<WorkItem> FindWork()
    {
        var items = new List<WorkItem>();
        foreach (var group in Pictures.GroupBy(picture => RecipeKey.Of(picture.Recipe, _hashes)))
        {
            var open = new List<PlannedPicture>();
            foreach (var picture in group)
            {
                if (_output.IsCurrent(picture, group.Key))
                {
                    Finish(new PictureOutcome(picture, group.Key, PictureState.Unchanged, null, default));
                }
                else
                {
                    open.Add(picture);
                }
            }

            if (open.Count > 0)
            {
                items.Add(new WorkItem(group.Key, open[0].Recipe, open));
            }
        }

        return items;
    }

    private async Task BakeGroupAsync(IReadOnlyList<WorkItem> items, CancellationToken stop, CancellationToken abort)
    {
        var missing = new List<WorkItem>();
        foreach (var item in items)
        {
            abort.ThrowIfCancellationRequested();
            if (_store.Contains(item.Key) && _store.Find(item.Key) is { } stored)
            {
                Deliver(item, new PictureMaps(stored, null), PictureState.FromStore, default);
            }
            else
            {
                missing.Add(item);
            }
        }

        if (missing.Count > 0)
        {
            await GenerateAsync(missing, stop, abort);
        }
    }

    private async Task GenerateAsync(IReadOnlyList<WorkItem> items, CancellationToken stop, CancellationToken abort)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var finished = Channel.CreateBounded<FinishedPicture>(2 * Environment.ProcessorCount);
        var crew = NewCrew(items);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAllAsync(finished.Reader, failure), CancellationToken.None)));
        try
        {
            await crew.RunAsync(items, finished.Writer, stop, failure.Token);
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            // The writer failed and stopped the crew: its exception follows.
        }
        finally
        {
            finished.Writer.Complete();
            await writing.ContinueWith(_ => { }, TaskScheduler.Default);
            while (finished.Reader.TryRead(out var dropped))
            {
                dropped.Claim?.Dispose();
            }
        }

        await writing;
        abort.ThrowIfCancellationRequested();
    }

    private ICrew NewCrew(IReadOnlyList<WorkItem> items)
    {
        return _options.Farm == null
            ? new GeneratorCrew(items[0].Recipe.Generator, _store, _hashes, _options.Jobs)
            : new FarmCrew(_options.Farm, _store, new StoredManifests(_store).Add(_plan.Manifest), _options.Priority, _notice);
    }

    private async Task WriteAllAsync(ChannelReader<FinishedPicture> finished, CancellationTokenSource failure)
    {
        try
        {
            await foreach (var picture in finished.ReadAllAsync(failure.Token))
            {
                using var claim = picture.Claim;
                if (picture.Error != null)
                {
                    Fail(picture.Item, picture.Error);
                    continue;
                }

                var stored = picture.Stored ?? PictureEncoder.Encode(picture.Textures!, picture.Item.Recipe.Generator);
                if (picture.Stored == null)
                {
                    _store.Add(picture.Item.Key, stored);
                }

                Deliver(picture.Item, new PictureMaps(stored, picture.Textures), picture.Stored == null || picture.IsFresh ? PictureState.Generated : PictureState.FromStore, picture.Time);
            }
        }
        catch (OperationCanceledException) when (failure.IsCancellationRequested)
        {
            // Aborted: what is in the channel is dropped.
        }
        catch
        {
            failure.Cancel();
            throw;
        }
    }

    private void Deliver(WorkItem item, PictureMaps maps, PictureState state, TimeSpan time)
    {
        foreach (var picture in item.Pictures)
        {
            _output.Write(picture, item.Key, maps);
            Finish(new PictureOutcome(picture, item.Key, state, null, time));
        }
    }

    private void Fail(WorkItem item, string error)
    {
        foreach (var picture in item.Pictures)
        {
            Finish(new PictureOutcome(picture, item.Key, PictureState.Failed, error, default));
        }
    }

    private void Finish(PictureOutcome outcome)
    {
        _outcomes[outcome.Picture] = outcome;
        _meter.Add(outcome.State);
    }
}

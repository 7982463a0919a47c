using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using DiffusionTextures.Baking.Store;

namespace DiffusionTextures.Baking.Execution;

/// <summary>Makes the pictures of one model with generators of this process.</summary>
/// <remarks>
/// Small networks leave cores idle when one picture uses all threads, large ones do not fit twice. Without a number given, the first pictures are made
/// by one generator per core with one thread each, and where these hinder each other also by one generator with every core; the faster way makes the rest. Pictures are not
/// put into one batch: on the processor a row in company costs a few hundredths less in the U-Net and as much more in the decoders, and a batch of one row
/// gives other last bits than one of several, so that a picture's bytes would depend on its neighbours (Tests/Benchmarks, bake).
/// </remarks>
internal sealed class GeneratorCrew : ICrew
{
    /// <summary>Pictures per generator that decide which way is faster.</summary>
    private const int SamplesPerGenerator = 2;

    /// <summary>Times the best that can be: measurements are no better.</summary>
    private const double NearlyPerfect = 1.15;

    private static readonly TimeSpan ClaimPoll = TimeSpan.FromMilliseconds(100);

    private readonly TextureGeneratorOptions _options;
    private readonly PictureStore _store;
    private readonly int? _jobs;
    private readonly FileHashes _hashes;
    private readonly ConcurrentQueue<WorkItem> _claimedElsewhere = new();

    /// <param name="options">The model; its thread count is chosen here unless it is given.</param>
    /// <param name="store">Asked again before each picture, since another process may have made it meanwhile.</param>
    /// <param name="hashes">What the pictures' keys were computed with.</param>
    /// <param name="jobs">Generators at the same time; null to measure.</param>
    public GeneratorCrew(TextureGeneratorOptions options, PictureStore store, FileHashes hashes, int? jobs)
    {
        _options = options;
        _store = store;
        _jobs = jobs;
        _hashes = hashes;
    }

    public async Task RunAsync(IReadOnlyList<WorkItem> items, ChannelWriter<FinishedPicture> finished, CancellationToken stop, CancellationToken abort)
    {
        var shift = new Shift(new ConcurrentQueue<WorkItem>(items), finished, stop, abort);
        try
        {
            using var team = await ChooseAsync(shift);
            await WorkAsync(team, shift, int.MaxValue);
            while (!_claimedElsewhere.IsEmpty && !stop.IsCancellationRequested)
            {
                // Another process is making these. When it dies its claims are freed, and they are ours.
                await Task.Delay(ClaimPoll, abort);
                while (_claimedElsewhere.TryDequeue(out var item))
                {
                    shift.Queue.Enqueue(item);
                }

                await WorkAsync(team, shift, int.MaxValue);
            }
        }
        catch (ModelException exception)
        {
            while (shift.Queue.TryDequeue(out var item))
            {
                await finished.WriteAsync(new FinishedPicture(item) { Error = exception.Message }, abort);
            }
        }
    }

    /// <summary>As many generators as were asked for, or as are faster.</summary>
    private async Task<GeneratorTeam> ChooseAsync(Shift shift)
    {
        var cores = Environment.ProcessorCount;
        var samples = cores * SamplesPerGenerator;
        if (_jobs != null || cores == 1 || shift.Queue.Count <= samples + cores + SamplesPerGenerator + 2)
        {
            return await LoadAsync(shift, Math.Min(_jobs ?? cores, shift.Queue.Count));
        }

        var team = await LoadAsync(shift, cores);

        // Every core of one generator cannot be faster than one core's time divided by them: where the team comes near that, nothing else is tried.
        // The first pictures find code and memory cold.
        await WorkAsync(team, shift, team.Members.Count);
        var onOneCore = await WorkAsync(team, shift, 1, members: 1);
        var sideBySide = await WorkAsync(team, shift, samples) / samples;
        if (sideBySide * cores <= NearlyPerfect * onOneCore)
        {
            return team;
        }

        team.Dispose();
        var one = await LoadAsync(shift, 1);
        await WorkAsync(one, shift, 1);
        if (await WorkAsync(one, shift, SamplesPerGenerator) / SamplesPerGenerator < sideBySide)
        {
            return one;
        }

        one.Dispose();
        return await LoadAsync(shift, cores);
    }

    private Task<GeneratorTeam> LoadAsync(Shift shift, int wanted)
    {
        // The largest picture decides how many have room.
        var largest = shift.Queue.MaxBy(item => (long)(item.Recipe.Request.Width ?? 0) * (item.Recipe.Request.Height ?? 0));
        return GeneratorTeam.LoadAsync(_options, Math.Max(1, wanted), (largest ?? throw new InvalidOperationException("There is no picture to make.")).Recipe.Request, shift.Abort);
    }

    /// <returns>The time that it took.</returns>
    private async Task<TimeSpan> WorkAsync(GeneratorTeam team, Shift shift, int limit, int members = int.MaxValue)
    {
        var left = limit;
        var clock = Stopwatch.GetTimestamp();
        await Task.WhenAll(team.Members.Take(members).Select(generator => Task.Run(
            async () =>
            {
                while (!shift.Stop.IsCancellationRequested && Interlocked.Decrement(ref left) >= 0 && shift.Queue.TryDequeue(out var item))
                {
                    if (await MakeAsync(generator, item, shift.Abort) is { } picture)
                    {
                        await shift.Finished.WriteAsync(picture, shift.Abort);
                    }
                }
            },
            shift.Abort)));
        return Stopwatch.GetElapsedTime(clock);
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
            return RecipeKey.HasChanged(_options, _hashes)
                ? throw new BakeException("A file of the model was changed during the bake. What was made before the change is stored; start the bake again for the rest.")
                : new FinishedPicture(item) { Textures = textures, Claim = claim, Time = Stopwatch.GetElapsedTime(clock) };
        }
        catch (Exception exception) when (exception is ArgumentException or InferenceException or ModelException)
        {
            return new FinishedPicture(item) { Error = exception.Message, Claim = claim };
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>What is to be made, and where it goes.</summary>
    private sealed record Shift(ConcurrentQueue<WorkItem> Queue, ChannelWriter<FinishedPicture> Finished, CancellationToken Stop, CancellationToken Abort);
}

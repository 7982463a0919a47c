using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using DiffusionTextures.Baking.Execution;
using DiffusionTextures.Baking.Store;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DiffusionTextures.Baking.Farm;

/// <summary>Has the missing pictures made by the workers of a farm, which put them into the shared store.</summary>
/// <remarks>
/// A result message only makes it quicker: what counts is the store, which is looked through as well, so that no lost message and no broker that was
/// restarted can lose a picture. After a lost connection everything that is still missing is published again, which workers answer from the store.
/// </remarks>
internal sealed class FarmCrew : ICrew
{
    private const int LooksPerTick = 2_000;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Uri _broker;
    private readonly PictureStore _store;
    private readonly string _manifest;
    private readonly FarmPriority _priority;
    private readonly Action<string>? _notice;
    private readonly string _bake = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, WorkItem> _missing = new(StringComparer.Ordinal);

    /// <param name="broker">Address of the RabbitMQ broker.</param>
    /// <param name="store">The store that bake and workers share.</param>
    /// <param name="manifest">Name of the manifest in the store.</param>
    /// <param name="priority">Which jobs workers take first.</param>
    /// <param name="notice">Told what a person should know: an unreachable broker, no worker.</param>
    public FarmCrew(Uri broker, PictureStore store, string manifest, FarmPriority priority, Action<string>? notice)
    {
        _broker = broker;
        _store = store;
        _manifest = manifest;
        _priority = priority;
        _notice = notice;
    }

    public async Task RunAsync(IReadOnlyList<WorkItem> items, ChannelWriter<FinishedPicture> finished, CancellationToken stop, CancellationToken abort)
    {
        foreach (var item in items)
        {
            _missing[item.Key] = item;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        TimeSpan? patience = TimeSpan.FromSeconds(10);
        while (!_missing.IsEmpty && !end.IsCancellationRequested)
        {
            try
            {
                await using var connection = await FarmConnection.OpenAsync(_broker, patience, _notice, end.Token);
                patience = null;
                await SessionAsync(connection, finished, end.Token);
            }
            catch (Exception exception) when (FarmConnection.IsLost(exception))
            {
                _notice?.Invoke("The connection to the broker was lost.");
            }
            catch (OperationCanceledException) when (!abort.IsCancellationRequested)
            {
                // Stopped: jobs that workers have or will take still end up in the store.
            }
        }

        abort.ThrowIfCancellationRequested();
    }

    private async Task SessionAsync(IConnection connection, ChannelWriter<FinishedPicture> finished, CancellationToken end)
    {
        var messages = Channel.CreateUnbounded<bool>();
        connection.ConnectionShutdownAsync += (_, _) =>
        {
            messages.Writer.TryComplete(new IOException("the connection was closed"));
            return Task.CompletedTask;
        };
        await using var results = await connection.CreateChannelAsync(cancellationToken: end);
        var queue = await results.QueueDeclareAsync(cancellationToken: end);
        await results.QueueBindAsync(queue.QueueName, FarmTopology.Results, _bake, cancellationToken: end);
        await results.QueueBindAsync(queue.QueueName, FarmTopology.Dead, $"*.{_bake}", cancellationToken: end);
        var consumer = new AsyncEventingBasicConsumer(results);
        consumer.ReceivedAsync += async (_, message) =>
        {
            // The body is the client's buffer: it is read before this returns.
            await HandleAsync(message, finished, end);
            messages.Writer.TryWrite(true);
        };
        await results.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, end);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(end);
        var publishing = JobPublisher.PublishAsync(connection, _bake, _manifest, _priority, _missing.Keys, session.Token);
        try
        {
            await WaitAsync(results, messages.Reader, finished, publishing, end);
        }
        finally
        {
            session.Cancel();
            await publishing.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for messages, and looks into the store for what no message told.</summary>
    private async Task WaitAsync(IChannel channel, ChannelReader<bool> messages, ChannelWriter<FinishedPicture> finished, Task publishing, CancellationToken end)
    {
        var lonely = 0;
        var next = messages.ReadAsync(end).AsTask();
        while (!_missing.IsEmpty)
        {
            if (await Task.WhenAny(next, Task.Delay(Tick, end)) == next)
            {
                await next;
                next = messages.ReadAsync(end).AsTask();
                continue;
            }

            end.ThrowIfCancellationRequested();
            if (publishing.IsFaulted)
            {
                await publishing;
            }

            foreach (var key in _missing.Select(pair => pair.Key).Take(LooksPerTick).Where(_store.Contains))
            {
                await FinishAsync(key, default, finished, end);
            }

            var workers = await channel.ConsumerCountAsync(FarmTopology.QueueOf(_priority), end);
            lonely = workers == 0 ? lonely + 1 : 0;
            if (lonely == 10)
            {
                _notice?.Invoke("No worker is connected to the broker. Start some with: dtex worker --farm ADDRESS --store FOLDER");
            }
        }
    }

    private async Task HandleAsync(BasicDeliverEventArgs message, ChannelWriter<FinishedPicture> finished, CancellationToken end)
    {
        if (message.Exchange == FarmTopology.Results)
        {
            if (ResultMessage.Read(message.Body.Span) is { } result)
            {
                await FinishAsync(result.Key, TimeSpan.FromMilliseconds(result.Milliseconds), finished, end);
            }
        }
        else if (JobMessage.Read(message.Body.Span) is { } job && _missing.TryRemove(job.Key, out var item))
        {
            await finished.WriteAsync(new FinishedPicture(item) { Error = ErrorOf(message.BasicProperties) }, end);
        }
    }

    private async Task FinishAsync(string key, TimeSpan time, ChannelWriter<FinishedPicture> finished, CancellationToken end)
    {
        // A file that is told but damaged stays missing: the next session publishes it again.
        if (_missing.TryGetValue(key, out var item) && _store.Find(key) is { } stored && _missing.TryRemove(key, out _))
        {
            await finished.WriteAsync(new FinishedPicture(item) { Stored = stored, IsFresh = true, Time = time }, end);
        }
    }

    private static string ErrorOf(IReadOnlyBasicProperties properties)
    {
        return properties.Headers?.TryGetValue(FarmWorker.ErrorHeader, out var value) == true && value is byte[] text
            ? Encoding.UTF8.GetString(text)
            : $"Workers died {FarmTopology.MaxDeaths + 1} times while they had this job. Look into their logs; the job waits in the queue {FarmTopology.Failed}.";
    }
}

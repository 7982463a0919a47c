using System.Globalization;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DiffusionTextures.Baking.Farm;

/// <summary>A worker's side of one connection: jobs in, by priority, and acknowledgements, results and heartbeats out. Thread-safe.</summary>
internal sealed class WorkerPort : IAsyncDisposable
{
    private readonly IChannel _channel;
    private readonly IChannel _news;
    private readonly PriorityQueue<TakenJob, int> _jobs = new();
    private readonly SemaphoreSlim _available = new(0);

    // A channel of the client is for one thread at a time.
    private readonly SemaphoreSlim _turn = new(1, 1);

    private WorkerPort(IChannel channel, IChannel news)
    {
        _channel = channel;
        _news = news;
    }

    /// <summary>Begins to receive jobs.</summary>
    /// <param name="connection">To the broker.</param>
    /// <param name="prefetch">Jobs of each priority that are here at the same time, not yet acknowledged.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<WorkerPort> OpenAsync(IConnection connection, int prefetch, CancellationToken cancellationToken)
    {
        // What decides about a job is confirmed. Results and heartbeats are not: a bake that misses one looks into the store.
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellationToken);
        var port = new WorkerPort(channel, await connection.CreateChannelAsync(cancellationToken: cancellationToken));
        await channel.BasicQosAsync(0, (ushort)prefetch, global: false, cancellationToken);
        foreach (var priority in FarmTopology.Priorities)
        {
            await port.ConsumeAsync(priority, cancellationToken);
        }

        return port;
    }

    /// <summary>The most urgent job, once there is one.</summary>
    public async Task<TakenJob> TakeAsync(CancellationToken cancellationToken)
    {
        await _available.WaitAsync(cancellationToken);
        lock (_jobs)
        {
            return _jobs.Dequeue();
        }
    }

    /// <summary>Tells the result and acknowledges the job.</summary>
    public Task DoneAsync(TakenJob job, ResultMessage result)
    {
        return InTurnAsync(async () =>
        {
            if (job.Bake != null)
            {
                await _news.BasicPublishAsync(FarmTopology.Results, job.Bake, result.ToBytes());
            }

            await _channel.BasicAckAsync(job.Tag, multiple: false);
        });
    }

    /// <summary>Puts the job to the end of its queue with one try more on its account.</summary>
    public Task TryAgainAsync(TakenJob job)
    {
        var properties = new BasicProperties
        {
            Persistent = true, ReplyTo = job.Bake, Headers = new Dictionary<string, object?> { [FarmWorker.TriesHeader] = job.Tries + 1 },
        };
        return MoveAsync(job, FarmTopology.Jobs, properties);
    }

    /// <summary>Puts the job among the failed ones, with the reason.</summary>
    public Task GiveUpAsync(TakenJob job, string error)
    {
        var properties = new BasicProperties
        {
            Persistent = true, Headers = new Dictionary<string, object?> { [FarmWorker.ErrorHeader] = Encoding.UTF8.GetBytes(error) },
        };
        return MoveAsync(job, FarmTopology.Dead, properties);
    }

    public Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        return InTurnAsync(async () => await _news.BasicPublishAsync(FarmTopology.Heartbeats, string.Empty, heartbeat.ToBytes(), cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _news.DisposeAsync();
        _available.Dispose();
        _turn.Dispose();
    }

    private async Task ConsumeAsync(FarmPriority priority, CancellationToken cancellationToken)
    {
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            var job = new TakenJob(message.DeliveryTag, priority, message.RoutingKey, message.BasicProperties.ReplyTo, Tries(message.BasicProperties), message.Body.ToArray());
            lock (_jobs)
            {
                _jobs.Enqueue(job, -(int)priority);
            }

            _available.Release();
            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(FarmTopology.QueueOf(priority), autoAck: false, consumer, cancellationToken);
    }

    private static int Tries(IReadOnlyBasicProperties properties)
    {
        return properties.Headers?.TryGetValue(FarmWorker.TriesHeader, out var value) == true ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Published and confirmed first, acknowledged then: a crash in between makes it twice, never lost.</summary>
    private Task MoveAsync(TakenJob job, string exchange, BasicProperties properties)
    {
        return InTurnAsync(async () =>
        {
            await _channel.BasicPublishAsync(exchange, job.Route, true, properties, job.Body);
            await _channel.BasicAckAsync(job.Tag, multiple: false);
        });
    }

    private async Task InTurnAsync(Func<Task> action)
    {
        await _turn.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            _turn.Release();
        }
    }
}

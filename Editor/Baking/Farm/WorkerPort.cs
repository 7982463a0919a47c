using System.Globalization;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DiffusionTextures.Baking.Farm;

/// <summary>A worker's side of one connection: jobs in, by priority, and acknowledgements, results and heartbeats out. Thread-safe.</summary>
internal sealed class WorkerPort : IDisposable
{
    private readonly IChannel _channel;
    private readonly PriorityQueue<TakenJob, int> _jobs = new();
    private readonly SemaphoreSlim _available = new(0);

    // A channel of the client is for one thread at a time.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public WorkerPort(IChannel channel)
    {
        _channel = channel;
    }

    /// <summary>Begins to receive the jobs of a priority.</summary>
    public async Task ConsumeAsync(FarmPriority priority, CancellationToken cancellationToken)
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
                await _channel.BasicPublishAsync(FarmTopology.Results, job.Bake, result.ToBytes());
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
        return InTurnAsync(async () => await _channel.BasicPublishAsync(FarmTopology.Heartbeats, string.Empty, heartbeat.ToBytes(), cancellationToken));
    }

    public void Dispose()
    {
        _available.Dispose();
        _turn.Dispose();
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

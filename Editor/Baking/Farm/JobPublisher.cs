using RabbitMQ.Client;

namespace DiffusionTextures.Baking.Farm;

/// <summary>Puts jobs into a farm's queues, each confirmed by the broker. Memory does not grow with their number.</summary>
internal static class JobPublisher
{
    private const int MaxUnconfirmed = 256;

    /// <param name="connection">To the broker.</param>
    /// <param name="bake">Who waits for the results.</param>
    /// <param name="manifest">Name of the manifest in the store.</param>
    /// <param name="priority">Which queue.</param>
    /// <param name="keys">Keys of the pictures to make.</param>
    /// <param name="end">Publishes no more.</param>
    public static async Task PublishAsync(IConnection connection, string bake, string manifest, FarmPriority priority, IEnumerable<string> keys, CancellationToken end)
    {
        // Without the client's rate limiter, which waits up to a second as soon as half of its permits are taken: that made 250 jobs a second.
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), end);
        var properties = new BasicProperties { Persistent = true, ReplyTo = bake };
        var route = FarmTopology.RouteOf(priority, bake);
        var pending = new Queue<Task>();
        foreach (var key in keys)
        {
            // Confirms come in about the order of publishing: waiting for the oldest keeps memory flat.
            pending.Enqueue(channel.BasicPublishAsync(FarmTopology.Jobs, route, true, properties, new JobMessage(manifest, key).ToBytes(), end).AsTask());
            if (pending.Count >= MaxUnconfirmed)
            {
                await pending.Dequeue();
            }
        }

        await Task.WhenAll(pending);
    }
}

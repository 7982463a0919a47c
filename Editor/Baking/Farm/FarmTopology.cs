using RabbitMQ.Client;

namespace DiffusionTextures.Baking.Farm;

/// <summary>The exchanges and queues of a farm, and their declaration, which any side may do at any time.</summary>
/// <remarks>
/// Jobs go to a topic exchange under <c>priority.bake</c>; one quorum queue per priority keeps them on disk. What comes back
/// more than <see cref="MaxDeaths"/> times, because workers died with it, goes with its key to the dead-letter exchange, and so does what a worker gave up on; there
/// a lasting queue keeps it for people, and the bake that waits for it hears of it.
/// </remarks>
internal static class FarmTopology
{
    public const string Jobs = "dtex.jobs";
    public const string Dead = "dtex.dead";
    public const string Failed = "dtex.failed";
    public const string Results = "dtex.results";
    public const string Heartbeats = "dtex.heartbeats";

    /// <summary>Times that a job is tried before it counts as failed.</summary>
    public const int MaxTries = 3;

    /// <summary>Times that a job may come back because its worker died, or the connection: more, since most of these jobs did no harm.</summary>
    public const int MaxDeaths = 20;

    /// <summary>From the most urgent on.</summary>
    public static IReadOnlyList<FarmPriority> Priorities { get; } = [FarmPriority.High, FarmPriority.Normal, FarmPriority.Low];

    public static string QueueOf(FarmPriority priority) => $"{Jobs}.{Word(priority)}";

    public static string RouteOf(FarmPriority priority, string bake) => $"{Word(priority)}.{bake}";

    public static async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(Jobs, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(Dead, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(Results, ExchangeType.Direct, durable: true, cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(Heartbeats, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        var lasting = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        await channel.QueueDeclareAsync(Failed, durable: true, exclusive: false, autoDelete: false, lasting, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(Failed, Dead, "#", cancellationToken: cancellationToken);
        foreach (var priority in Priorities)
        {
            var arguments = new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum",
                ["x-delivery-limit"] = MaxDeaths,
                ["x-dead-letter-exchange"] = Dead,
                ["x-dead-letter-strategy"] = "at-least-once",
                ["x-overflow"] = "reject-publish",
            };
            await channel.QueueDeclareAsync(QueueOf(priority), durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(QueueOf(priority), Jobs, $"{Word(priority)}.#", cancellationToken: cancellationToken);
        }
    }

    private static string Word(FarmPriority priority) => priority.ToString().ToLowerInvariant();
}

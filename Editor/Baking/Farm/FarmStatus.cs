using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DiffusionTextures.Baking.Farm;

/// <summary>What a farm is doing: jobs that wait, jobs that failed, and the workers that were heard.</summary>
internal sealed record FarmStatus(IReadOnlyDictionary<FarmPriority, uint> Waiting, uint Failed, IReadOnlyList<Heartbeat> Workers)
{
    /// <summary>Asks the broker and listens to the workers for two heartbeats.</summary>
    /// <exception cref="BakeException">The broker cannot be reached or refuses.</exception>
    public static async Task<FarmStatus> AskAsync(Uri broker, CancellationToken cancellationToken)
    {
        await using var connection = await FarmConnection.OpenAsync(broker, TimeSpan.Zero, null, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var workers = new ConcurrentDictionary<string, Heartbeat>();
        var queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue.QueueName, FarmTopology.Heartbeats, string.Empty, cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            if (Heartbeat.Read(message.Body.Span) is { } heartbeat)
            {
                workers[heartbeat.Worker] = heartbeat;
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        await Task.Delay(2 * Heartbeat.Period + Heartbeat.Period / 2, cancellationToken);
        var waiting = new Dictionary<FarmPriority, uint>();
        foreach (var priority in FarmTopology.Priorities)
        {
            waiting[priority] = await channel.MessageCountAsync(FarmTopology.QueueOf(priority), cancellationToken);
        }

        return new FarmStatus(waiting, await channel.MessageCountAsync(FarmTopology.Failed, cancellationToken), [.. workers.Values.OrderBy(worker => worker.Worker, StringComparer.Ordinal)]);
    }

    public JsonObject ToJson() => new()
    {
        ["waiting"] = new JsonObject(Waiting.Select(pair => KeyValuePair.Create(pair.Key.ToString().ToLowerInvariant(), (JsonNode?)JsonValue.Create(pair.Value)))),
        ["failed"] = Failed,
        ["workers"] = new JsonArray([.. Workers.Select(worker => new JsonObject
        {
            ["name"] = worker.Worker, ["done"] = worker.Done, ["failed"] = worker.Failed, ["picturesPerSecond"] = Math.Round(worker.Rate, 2), ["current"] = worker.Current,
        })]),
    };

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"waiting: {string.Join(", ", Waiting.Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"))}; failed: {Failed}");
        foreach (var worker in Workers)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{worker.Worker}: {worker.Done} made, {worker.Failed} failed, {worker.Rate:F2}/s{(worker.Current.Length > 0 ? $", at {worker.Current[..12]}" : ", waits")}");
        }

        return Workers.Count == 0 ? text.AppendLine().Append("no workers").ToString() : text.ToString();
    }
}

using System.Diagnostics;
using System.Globalization;
using DiffusionTextures.Baking.Farm;
using DiffusionTextures.Baking.Tests;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DiffusionTextures.Benchmarks.Baking;

/// <summary>A farm without pictures: this process publishes, a worker in a process of its own acknowledges what it gets, and a RabbitMQ broker on loopback is between them.</summary>
/// <remarks>Linux only: it reads /proc. Memory is that of the processes as the system sees it.</remarks>
internal static class QueueSection
{
    private const string Bake = "benchmark";
    private const int Jobs = 100_000;
    private const int AtOnce = 64;

    private static readonly int[] Percent = [1, 10, 25, 50, 75, 100];

    /// <param name="argument">How many jobs, null for 100,000; or a broker's address, to be its worker.</param>
    public static void Run(string? argument)
    {
        var work = argument?.StartsWith("amqp", StringComparison.Ordinal) == true
            ? WorkAsync(new Uri(argument))
            : RunAsync(argument == null ? Jobs : int.Parse(argument, CultureInfo.InvariantCulture));
        work.GetAwaiter().GetResult();
    }

    private static async Task RunAsync(int jobs)
    {
        if (!Broker.IsInstalled)
        {
            Console.WriteLine("RabbitMQ is not installed: apt-get install rabbitmq-server.");
            return;
        }

        using var broker = await Broker.StartAsync();
        await using var connection = await FarmConnection.OpenAsync(new Uri(broker.Address), TimeSpan.FromMinutes(1), null, CancellationToken.None);
        await using var results = await connection.CreateChannelAsync();
        var queue = await results.QueueDeclareAsync();
        await results.QueueBindAsync(queue.QueueName, FarmTopology.Results, Bake);
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"), "queue", broker.Address]) { RedirectStandardOutput = true })!;
        try
        {
            var table = new Table($"{jobs:N0} jobs", "seconds", "jobs a second", "publisher MB", "worker MB", "broker MB");
            var marks = new Queue<int>(Percent);
            var done = 0;
            var clock = Stopwatch.StartNew();
            var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var consumer = new AsyncEventingBasicConsumer(results);
            consumer.ReceivedAsync += (_, _) =>
            {
                done++;
                while (marks.TryPeek(out var mark) && done >= (long)jobs * mark / 100)
                {
                    marks.Dequeue();
                    table.Add($"{mark} %", $"{clock.Elapsed.TotalSeconds:0.0}", $"{done / clock.Elapsed.TotalSeconds:0}", Megabytes(Environment.ProcessId), Megabytes(worker.Id), Megabytes(Leaf(broker.ProcessId)));
                }

                if (done == jobs)
                {
                    finished.SetResult();
                }

                return Task.CompletedTask;
            };
            await results.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
            var publishing = JobPublisher.PublishAsync(connection, Bake, "none", FarmPriority.Normal, Enumerable.Range(0, jobs).Select(job => $"{job:x64}"), CancellationToken.None);
            await Task.WhenAny(Task.WhenAll(publishing, finished.Task), worker.WaitForExitAsync());
            table.Print();
            Console.WriteLine(finished.Task.IsCompleted ? "Every job was answered once." : $"MISSED: the worker ended after {done:N0} jobs.");
        }
        finally
        {
            worker.Kill();
        }
    }

    /// <summary>Acknowledges jobs for ever.</summary>
    private static async Task WorkAsync(Uri broker)
    {
        await using var connection = await FarmConnection.OpenAsync(broker, TimeSpan.FromMinutes(1), null, CancellationToken.None);
        await using var port = await WorkerPort.OpenAsync(connection, AtOnce, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (true)
            {
                var job = await port.TakeAsync(CancellationToken.None);
                await port.DoneAsync(job, new ResultMessage(job.Message!.Key, 0, "none"));
            }
        }));
    }

    /// <summary>The server is what the start scripts end up in: their last descendant with the most memory.</summary>
    private static int Leaf(int process)
    {
        var children = File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
        return children.Select(Leaf).Append(process).MaxBy(Resident);
    }

    private static string Megabytes(int process) => (Resident(process) / 1e6).ToString("0", CultureInfo.InvariantCulture);

    private static long Resident(int process)
    {
        return long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}

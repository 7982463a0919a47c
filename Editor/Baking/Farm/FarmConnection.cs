using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace DiffusionTextures.Baking.Farm;

/// <summary>Connects to the broker, again and again while it cannot be reached, and tells what a lost connection looks like.</summary>
internal static class FarmConnection
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Reads an address such as <c>amqp://user:password@host:5672/farm</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Uri Parse(string address)
    {
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps"
            ? new Uri(address)
            : throw new FormatException($"is '{address}'; the address of a RabbitMQ broker is expected, for example amqp://user:password@host:5672.");
    }

    /// <summary>Connects and declares the farm's queues.</summary>
    /// <param name="broker">Its address.</param>
    /// <param name="patience">How long an unreachable broker is tried again; null for ever.</param>
    /// <param name="notice">Told once when the broker cannot be reached.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BakeException">The broker refuses, or cannot be reached in time.</exception>
    public static async Task<IConnection> OpenAsync(Uri broker, TimeSpan? patience, Action<string>? notice, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = $"dtex {Environment.MachineName}" };
        var begin = Stopwatch.GetTimestamp();
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                var connection = await factory.CreateConnectionAsync(cancellationToken);
                await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
                await FarmTopology.DeclareAsync(channel, cancellationToken);
                return connection;
            }
            catch (Exception exception) when (exception is AuthenticationFailureException || exception.InnerException is AuthenticationFailureException)
            {
                throw new BakeException($"The broker at {Name(broker)} does not accept the user of the address. Give amqp://user:password@host.", exception);
            }
            catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == 406)
            {
                throw new BakeException(
                    $"The broker at {Name(broker)} has queues of another version of dtex: {exception.ShutdownReason.ReplyText} Empty and delete the queues dtex.*, or use another virtual host.", exception);
            }
            catch (Exception exception) when (IsLost(exception))
            {
                if (patience != null && Stopwatch.GetElapsedTime(begin) >= patience)
                {
                    throw new BakeException($"The broker at {Name(broker)} cannot be reached: {exception.Message} Start it, or correct the address.", exception);
                }

                notice?.Invoke($"The broker at {Name(broker)} cannot be reached; trying again.");
                notice = null;
                await Task.Delay(wait, cancellationToken);
            }
        }
    }

    /// <summary>Whether an exception means that the connection is gone and another may be opened.</summary>
    public static bool IsLost(Exception exception)
    {
        return exception is AlreadyClosedException or BrokerUnreachableException or OperationInterruptedException or SocketException or IOException or ConnectFailureException
            or PublishException or ChannelClosedException or ObjectDisposedException or TimeoutException;
    }

    /// <summary>Host and port, without the password.</summary>
    private static string Name(Uri broker) => $"{broker.Host}:{(broker.Port > 0 ? broker.Port : 5672)}";
}

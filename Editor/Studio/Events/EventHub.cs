using System.Threading.Channels;

namespace DiffusionTextures.Studio.Events;

/// <summary>Hands events to every page that listens. Thread-safe.</summary>
internal sealed class EventHub
{
    private readonly object _gate = new();
    private readonly List<Channel<StudioEvent>> _listeners = [];
    private bool _closed;

    /// <summary>Hands an event to whoever listens now.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="json">One line of JSON.</param>
    public void Send(string kind, string json)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
            {
                listener.Writer.TryWrite(new StudioEvent(kind, json));
            }
        }
    }

    /// <summary>Every event from now on, until the token is cancelled or the hub closes.</summary>
    public async IAsyncEnumerable<StudioEvent> ListenAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<StudioEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_gate)
        {
            _listeners.Add(channel);
            if (_closed)
            {
                channel.Writer.Complete();
            }
        }

        try
        {
            channel.Writer.TryWrite(new StudioEvent("hello", "{}"));
            await foreach (var happened in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return happened;
            }
        }
        finally
        {
            lock (_gate)
            {
                _listeners.Remove(channel);
            }
        }
    }

    /// <summary>Ends every listener.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _listeners.ForEach(listener => listener.Writer.TryComplete());
        }
    }
}

/// <summary>Something that pages want to know.</summary>
internal readonly record struct StudioEvent(string Kind, string Json);

using System.Diagnostics;

namespace DiffusionTextures.Baking.Farm;

/// <summary>Counts what a worker has done. Thread-safe.</summary>
internal sealed class WorkerCount
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<long> _times = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _done;
    private long _failed;
    private string _current = string.Empty;

    public void Begin(string key)
    {
        lock (_times)
        {
            _current = key;
        }
    }

    public void Done()
    {
        lock (_times)
        {
            _done++;
            _current = string.Empty;
            _times.Enqueue(Stopwatch.GetTimestamp());
        }
    }

    public void Failed()
    {
        lock (_times)
        {
            _failed++;
            _current = string.Empty;
        }
    }

    public Heartbeat Beat(string worker)
    {
        lock (_times)
        {
            while (_times.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest) > Window)
            {
                _times.Dequeue();
            }

            var seconds = Math.Min(Window.TotalSeconds, Math.Max(1, Stopwatch.GetElapsedTime(_start).TotalSeconds));
            return new Heartbeat(worker, _done, _failed, _times.Count / seconds, _current);
        }
    }
}

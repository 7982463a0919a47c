using System.Diagnostics;

namespace DiffusionTextures.Baking.Execution;

/// <summary>Counts pictures and tells the rate over the last of them. Thread-safe.</summary>
internal sealed class RateMeter
{
    private const int Window = 20;

    private readonly int _total;
    private readonly IProgress<BakeProgress>? _progress;
    private readonly Queue<long> _times = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _done;
    private int _generated;
    private int _failed;

    public RateMeter(int total, IProgress<BakeProgress>? progress)
    {
        _total = total;
        _progress = progress;
    }

    public void Add(PictureState state)
    {
        BakeProgress progress;
        lock (_times)
        {
            _done++;
            _failed += state == PictureState.Failed ? 1 : 0;
            if (state == PictureState.Generated)
            {
                _generated++;
                _times.Enqueue(Stopwatch.GetTimestamp());
                if (_times.Count > Window)
                {
                    _times.Dequeue();
                }
            }

            var since = _generated > Window ? _times.Peek() : _start;
            var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
            var rate = _times.Count > 1 && seconds > 0 ? (_generated > Window ? Window - 1 : _times.Count) / seconds : 0;
            progress = new BakeProgress(_total, _done, _generated, _failed, rate, rate > 0 ? TimeSpan.FromSeconds((_total - _done) / rate) : null);
        }

        _progress?.Report(progress);
    }
}

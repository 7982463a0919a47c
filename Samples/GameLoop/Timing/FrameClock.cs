using System.Diagnostics;

namespace GameLoop.Timing;

/// <summary>Begins frames at an even pace, as a display's refresh would.</summary>
/// <param name="framesPerSecond">At most so many; 0 for as many as there can be.</param>
internal sealed class FrameClock(double framesPerSecond)
{
    private static readonly long OneMillisecond = Stopwatch.Frequency / 1000;

    private readonly long _period = framesPerSecond > 0 ? (long)(Stopwatch.Frequency / framesPerSecond) : 0;
    private long _due = Stopwatch.GetTimestamp();
    private long _begun;

    /// <summary>Blocks until the next frame is due.</summary>
    /// <returns>Time since the last frame began, null for the first and after <see cref="Restart"/>.</returns>
    public TimeSpan? NextFrame()
    {
        var now = Stopwatch.GetTimestamp();
        for (var left = _due - now; left > 0; left = _due - now)
        {
            // A sleep may last a little longer than asked: the last millisecond is waited out awake.
            if (left > 2 * OneMillisecond)
            {
                Thread.Sleep((int)(left / OneMillisecond) - 1);
            }
            else
            {
                Thread.Yield();
            }

            now = Stopwatch.GetTimestamp();
        }

        var time = _begun == 0 ? (TimeSpan?)null : Stopwatch.GetElapsedTime(_begun, now);
        _begun = now;

        // A late frame is not caught up with.
        _due = Math.Max(_due + _period, now);
        return time;
    }

    /// <summary>Forgets the last frame, because something that is no part of the game took time.</summary>
    public void Restart() => _begun = 0;
}

using System;
using System.Diagnostics;

namespace DiffusionTextures.Graphics
{
    /// <summary>
    /// Divides a frame's budget into slices. Microseconds become bytes by how long earlier slices took; each slice is planned for half of the time
    /// that is left, so that one at half the speed of those before still ends in time.
    /// </summary>
    /// <remarks>Used under the device's lock. Allocates nothing.</remarks>
    internal sealed class UploadPace
    {
        /// <summary>Less is not worth a submission of its own; also what a frame does in any case, so that nothing waits for ever.</summary>
        public const long LeastSlice = 16 << 10;

        // Far below what any device does, so that the first slice is small; it doubles at most with every slice.
        private const double FirstBytesPerMicrosecond = 64;

        // Of a frame's time; in less than that a call alone may take longer.
        private const double LeastShare = 1.0 / 16;

        private long _bytesLeft;
        private double _microseconds;
        private double _start;
        private double _sliceStart;
        private bool _isFirst;
        private double _bytesPerMicrosecond = FirstBytesPerMicrosecond;

        /// <summary>Microseconds since some moment. Settable for tests.</summary>
        public Func<double> Clock { get; set; } = StopwatchMicroseconds;

        /// <summary>Begins a frame.</summary>
        public void Begin(FrameBudget budget)
        {
            _bytesLeft = budget.Bytes;
            _microseconds = budget.Microseconds;
            _isFirst = true;
            _start = _microseconds > 0 ? Clock() : 0;
            _sliceStart = _start;
        }

        /// <summary>The most bytes of the frame's next slice; 0 when its share is used up.</summary>
        public long NextSlice()
        {
            if (_microseconds <= 0)
            {
                return Math.Max(0, _bytesLeft);
            }

            var left = _microseconds - (_sliceStart - _start);
            var bytes = left < _microseconds * LeastShare ? 0 : (long)(left / 2 * _bytesPerMicrosecond);
            return bytes >= LeastSlice ? bytes : _isFirst ? LeastSlice : 0;
        }

        /// <summary>Counts what a slice did, and learns from how long it took.</summary>
        public void Count(long bytes)
        {
            _bytesLeft -= bytes;
            _isFirst = false;
            if (_microseconds <= 0)
            {
                return;
            }

            var now = Clock();
            var elapsed = now - _sliceStart;
            _sliceStart = now;
            var twice = 2 * _bytesPerMicrosecond;
            var measured = elapsed * twice > bytes ? bytes / elapsed : twice;

            // Slower counts at once, faster by and by. What is smaller than a slice says more about calls than about bytes.
            if (bytes >= LeastSlice || measured > _bytesPerMicrosecond)
            {
                _bytesPerMicrosecond = measured < _bytesPerMicrosecond ? measured : (measured + _bytesPerMicrosecond) / 2;
            }
        }

        private static double StopwatchMicroseconds() => Stopwatch.GetTimestamp() * (1e6 / Stopwatch.Frequency);
    }
}

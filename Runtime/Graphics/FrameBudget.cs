using System;

namespace DiffusionTextures
{
    /// <summary>How much <see cref="GraphicsDevice.Update"/> may do in a frame. Immutable; <c>default</c> is <see cref="Default"/>.</summary>
    public readonly struct FrameBudget
    {
        private const long DefaultBytes = 1 << 20;

        private readonly long _bytes;

        private FrameBudget(long bytes, double microseconds)
        {
            _bytes = bytes;
            Microseconds = microseconds;
        }

        /// <summary>One mebibyte: less than half a millisecond on any current GPU, and a material of six 512x512 maps within ten frames.</summary>
        public static FrameBudget Default => FromBytes(DefaultBytes);

        /// <summary>Everything that waits.</summary>
        public static FrameBudget Unlimited => FromBytes(long.MaxValue);

        /// <summary>Bytes brought to the device at most; a slice is never smaller than one row.</summary>
        public long Bytes => _bytes == 0 ? DefaultBytes : _bytes;

        /// <summary>Time that <see cref="GraphicsDevice.Update"/> takes on the calling thread; 0: as long as the bytes need.</summary>
        public double Microseconds { get; }

        /// <summary>So many bytes a frame.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
        public static FrameBudget FromBytes(long bytes)
        {
            return bytes > 0
                ? new FrameBudget(bytes, 0)
                : throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A frame's budget is at least 1 byte; do not call Update in frames that have none.");
        }

        /// <summary>
        /// As many bytes a frame as fit into a time on the calling thread, by how long earlier slices took on this device. What changes the textures in the end is one piece; a
        /// frame brings at least 16 KiB. What the GPU takes for the copies is not measured: where that counts, limit the bytes.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">Not a positive number.</exception>
        public static FrameBudget FromMicroseconds(double microseconds)
        {
            return microseconds > 0 && !double.IsInfinity(microseconds)
                ? new FrameBudget(long.MaxValue, microseconds)
                : throw new ArgumentOutOfRangeException(
                    nameof(microseconds), microseconds, "A frame's budget is a positive number of microseconds; do not call Update in frames that have none.");
        }
    }
}

using System;

namespace DiffusionTextures
{
    /// <summary>How much <see cref="GraphicsDevice.Update"/> may do in a frame. Immutable; <c>default</c> is <see cref="Default"/>.</summary>
    public readonly struct FrameBudget
    {
        private const long DefaultBytes = 1 << 20;

        private readonly long _bytes;

        private FrameBudget(long bytes)
        {
            _bytes = bytes;
        }

        /// <summary>One mebibyte: less than half a millisecond on any current GPU, and a material of six 512x512 maps within ten frames.</summary>
        public static FrameBudget Default => FromBytes(DefaultBytes);

        /// <summary>Everything that waits.</summary>
        public static FrameBudget Unlimited => FromBytes(long.MaxValue);

        /// <summary>Bytes brought to the device at most; a slice is never smaller than one row.</summary>
        public long Bytes => _bytes == 0 ? DefaultBytes : _bytes;

        /// <summary>So many bytes a frame.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
        public static FrameBudget FromBytes(long bytes)
        {
            return bytes > 0
                ? new FrameBudget(bytes)
                : throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A frame's budget is at least 1 byte; do not call Update in frames that have none.");
        }
    }
}

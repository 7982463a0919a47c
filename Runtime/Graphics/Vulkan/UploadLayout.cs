using System;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>Where the levels of an upload's parts lie in a buffer: rows tightly packed, levels where Vulkan's copies and 32-bit words may begin.</summary>
    internal sealed class UploadLayout
    {
        private const int Alignment = 16;
        private const int MaxLevels = 16;

        private long[] _offsets = Array.Empty<long>();

        /// <summary>Bytes of everything.</summary>
        public long ByteCount { get; private set; }

        /// <summary>Lays parts out.</summary>
        public void Begin(UploadPart[] parts)
        {
            if (_offsets.Length < parts.Length * MaxLevels)
            {
                _offsets = new long[parts.Length * MaxLevels];
            }

            ByteCount = 0;
            for (var part = 0; part < parts.Length; part++)
            {
                var description = parts[part].Texture.Description;
                for (var level = 0; level < description.LevelCount; level++)
                {
                    _offsets[(part * MaxLevels) + level] = ByteCount;
                    ByteCount += (description.LevelByteCount(level) + Alignment - 1) / Alignment * Alignment;
                }
            }
        }

        /// <summary>The first byte of a level.</summary>
        public long Offset(int part, int level) => _offsets[(part * MaxLevels) + level];
    }
}

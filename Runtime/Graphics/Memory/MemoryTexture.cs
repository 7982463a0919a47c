using System;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Graphics.Memory
{
    /// <summary>All levels of a texture, tightly packed, at an address.</summary>
    internal sealed unsafe class MemoryTexture : GraphicsTexture
    {
        private readonly IntPtr _address;

        public MemoryTexture(MemoryDevice device, TextureDescription description, IntPtr address, bool isBorrowed)
            : base(device, description, isBorrowed)
        {
            _address = address;
        }

        /// <summary>The memory.</summary>
        public Span<byte> Bytes => new Span<byte>((void*)_address, checked((int)Description.ByteCount));

        internal override ulong Handle => (ulong)_address;

        /// <summary>A texture of its own memory, all zero.</summary>
        public static MemoryTexture Allocate(MemoryDevice device, TextureDescription description)
        {
            var count = checked((int)description.ByteCount);
            var texture = new MemoryTexture(device, description, Marshal.AllocHGlobal(count), false);
            texture.Bytes.Clear();
            return texture;
        }

        internal override TextureImage[] ReadBackCore()
        {
            var levels = new TextureImage[Description.LevelCount];
            var bytes = Bytes;
            for (var level = 0; level < levels.Length; level++)
            {
                levels[level] = new TextureImage(Description.LevelWidth(level), Description.LevelHeight(level), Description.Format);
                var pixels = levels[level].Pixels.Span;
                bytes.Slice(0, pixels.Length).CopyTo(pixels);
                bytes = bytes.Slice(pixels.Length);
            }

            return levels;
        }

        internal override void DisposeCore()
        {
            if (!IsBorrowed)
            {
                Marshal.FreeHGlobal(_address);
            }
        }
    }
}

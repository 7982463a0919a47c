using System;
using DiffusionTextures.Graphics;

namespace DiffusionTextures
{
    /// <summary>
    /// A texture of a graphics device: owned, when the device made it, or borrowed from the engine. Disposing waits for uploads that run and
    /// drops those that wait; an owned texture is then destroyed, so that the engine must have stopped using it, and a borrowed one is let go.
    /// </summary>
    /// <remarks>Thread-safe. Disposed with its device at the latest.</remarks>
    public abstract class GraphicsTexture : IDisposable
    {
        private protected GraphicsTexture(GraphicsDevice device, TextureDescription description, bool isBorrowed)
        {
            Device = device;
            Description = description;
            IsBorrowed = isBorrowed;
        }

        /// <summary>The device that it belongs to.</summary>
        public GraphicsDevice Device { get; }

        /// <summary>Sides, format and levels.</summary>
        public TextureDescription Description { get; }

        /// <summary>Whether the engine made it and will destroy it.</summary>
        public bool IsBorrowed { get; }

        /// <summary>The graphics API's own handle: a VkImage, an ID3D12Resource, an address. Lent: valid until this texture is disposed.</summary>
        /// <exception cref="ObjectDisposedException">The texture was disposed.</exception>
        public ulong NativeHandle
        {
            get
            {
                ThrowIfDisposed();
                return Handle;
            }
        }

        /// <summary>Whether it was disposed, itself or with its device.</summary>
        public bool IsDisposed { get; internal set; }

        /// <summary>The handle, also of a disposed texture.</summary>
        internal abstract ulong Handle { get; }

        /// <summary>The target that writes it; a texture has one at most.</summary>
        internal GraphicsTarget? Target { get; set; }

        /// <summary>Waits for uploads to it that run, drops those that wait, and destroys it if it is owned.</summary>
        public void Dispose()
        {
            GC.SuppressFinalize(this);
            Device.Release(this);
        }

        /// <inheritdoc/>
        public override string ToString() => Description.ToString();

        /// <exception cref="ObjectDisposedException">The texture was disposed.</exception>
        internal void ThrowIfDisposed()
        {
            if (IsDisposed)
            {
                throw new ObjectDisposedException(nameof(GraphicsTexture), $"The {Description} was disposed. Create or borrow another.");
            }
        }

        /// <summary>What the texture holds, level by level, once everything submitted is done. For tests and tools: it is slow.</summary>
        internal TextureImage[] ReadBack() => Device.ReadBack(this);

        /// <summary>Under the device's lock: reads all levels.</summary>
        internal abstract TextureImage[] ReadBackCore();

        /// <summary>Under the device's lock, with nothing of this package using it any more: destroys what is owned.</summary>
        internal abstract void DisposeCore();
    }
}

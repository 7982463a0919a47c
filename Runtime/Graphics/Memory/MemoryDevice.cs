using System;
using System.Collections.Generic;
using DiffusionTextures.Graphics;
using DiffusionTextures.Graphics.Memory;

namespace DiffusionTextures
{
    /// <summary>
    /// Textures that are plain memory: for engines that take bytes (such as what Unity's Texture2D.GetRawTextureData gives), software
    /// renderers, and as the reference for the other backends. All levels, tightly packed, the largest first.
    /// </summary>
    public sealed class MemoryDevice : GraphicsDevice
    {
        private readonly Stack<MemoryUpload> _pool = new Stack<MemoryUpload>();

        /// <inheritdoc/>
        public override string Name => "Memory";

        /// <summary>Wraps memory that the engine keeps in place until the texture is disposed.</summary>
        /// <param name="address">The first byte.</param>
        /// <param name="byteCount">Bytes from there on.</param>
        /// <param name="description">What the memory is; all levels, tightly packed, must be exactly <paramref name="byteCount"/> bytes.</param>
        /// <exception cref="ArgumentException">The address is null, the description is out of range, or the number of bytes does not fit it.</exception>
        /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
        public GraphicsTexture Borrow(IntPtr address, long byteCount, TextureDescription description)
        {
            return Borrow(description, () =>
            {
                if (address == IntPtr.Zero)
                {
                    throw new ArgumentException($"The address of the {description} is null.", nameof(address));
                }

                if (byteCount != description.ByteCount)
                {
                    throw new ArgumentException(
                        $"A {description} has {description.ByteCount} bytes, but {byteCount} were given. Check the format and the number of levels.", nameof(byteCount));
                }

                return new MemoryTexture(this, description, address, true);
            });
        }

        /// <summary>Takes an upload's buffers back.</summary>
        internal void Return(MemoryUpload upload) => _pool.Push(upload);

        private protected override GraphicsTexture CreateTextureCore(TextureDescription description) => MemoryTexture.Allocate(this, description);

        private protected override StagedUpload StageCore(UploadPart[] parts)
        {
            var upload = _pool.Count > 0 ? _pool.Pop() : new MemoryUpload(this);
            upload.Begin(parts);
            return upload;
        }

        private protected override void DisposeCore() => _pool.Clear();
    }
}

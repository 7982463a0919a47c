using System;
using System.Collections.Generic;
using System.Threading;
using DiffusionTextures.Graphics;

namespace DiffusionTextures
{
    /// <summary>
    /// A graphics device that textures live on: adopted from the engine, or created without a window. What is the same for every graphics
    /// API is here; <see cref="MemoryDevice"/> is the reference for what a backend must do.
    /// </summary>
    /// <remarks>Thread-safe. Dispose waits for uploads that run, drops those that wait, and disposes the textures that are left.</remarks>
    public abstract class GraphicsDevice : IDisposable
    {
        private readonly object _gate = new object();
        private readonly HashSet<GraphicsTexture> _textures = new HashSet<GraphicsTexture>();
        private readonly UploadQueue _uploads = new UploadQueue();
        private int _active;
        private bool _isDisposed;

        private protected GraphicsDevice()
        {
        }

        /// <summary>What computes, for people.</summary>
        public abstract string Name { get; }

        /// <summary>When generated pictures are taken over. Counts for generations that are complete after it is set.</summary>
        public UploadTiming UploadTiming { get; set; }

        /// <summary>Divides the frames' budgets into slices.</summary>
        internal UploadPace Pace => _uploads.Pace;

        /// <summary>Makes a texture of the device's own, all zero. The caller disposes it.</summary>
        /// <exception cref="ArgumentException">The description is out of range.</exception>
        /// <exception cref="GraphicsException">The graphics API failed; nothing was made.</exception>
        /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
        public GraphicsTexture CreateTexture(TextureDescription description)
        {
            (description ?? throw new ArgumentNullException(nameof(description))).Validate(nameof(description));
            lock (_gate)
            {
                ThrowIfDisposed();
                return Track(CreateTextureCore(description));
            }
        }

        /// <summary>
        /// Goes on with what waits under <see cref="UploadTiming.InUpdate"/>: brings slices to the device, and changes a target's textures when
        /// all of its maps have arrived. Call it once a frame, where the frame's own work is submitted. Allocates nothing.
        /// </summary>
        /// <param name="budget">How much to do; whatever fits is done whole.</param>
        /// <returns>Whether nothing waits any more.</returns>
        /// <exception cref="GraphicsException">The graphics API failed. The upload at fault is dropped, its textures keep their old pictures, and the others go on with the next call.</exception>
        /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
        public bool Update(FrameBudget budget = default)
        {
            lock (_gate)
            {
                ThrowIfDisposed();
                _uploads.Advance(budget);
                return _uploads.IsEmpty;
            }
        }

        /// <summary>Waits for uploads that run, drops those that wait, and disposes every texture that is left.</summary>
        public void Dispose()
        {
            GC.SuppressFinalize(this);
            lock (_gate)
            {
                if (_isDisposed)
                {
                    return;
                }

                _isDisposed = true;
                WaitForActive();
                _uploads.Clear();
                foreach (var texture in _textures)
                {
                    texture.IsDisposed = true;
                    texture.DisposeCore();
                }

                _textures.Clear();
                DisposeCore();
            }
        }

        /// <summary>Memory for new pictures of some textures, to be filled and then given to <see cref="Submit"/> or <see cref="Abandon"/>.</summary>
        /// <param name="parts">The textures; kept, not copied.</param>
        /// <exception cref="GraphicsException">The graphics API failed; nothing is held.</exception>
        /// <exception cref="ObjectDisposedException">The device or a texture was disposed.</exception>
        internal StagedUpload Stage(UploadPart[] parts)
        {
            lock (_gate)
            {
                ThrowIfDisposed(parts);
                _uploads.RecycleDone();
                var upload = StageCore(parts);
                _active++;
                return upload;
            }
        }

        /// <summary>
        /// Takes a filled upload over: to the textures at once, or to wait for <see cref="Update"/>, where it takes the place of an older one of the same target.
        /// </summary>
        /// <exception cref="GraphicsException">The graphics API failed; the textures keep their pictures.</exception>
        /// <exception cref="ObjectDisposedException">The device or a texture was disposed meanwhile.</exception>
        internal void Submit(StagedUpload upload, GraphicsTarget target)
        {
            upload.Target = target;
            if (UploadTiming == UploadTiming.InUpdate)
            {
                Enqueue(upload);
                return;
            }

            try
            {
                lock (_gate)
                {
                    ThrowIfDisposed(upload.Parts);
                    _uploads.Drop(target);
                    upload.Publish();
                }

                upload.Wait();
                target.Written();
            }
            finally
            {
                Abandon(upload);
            }
        }

        /// <summary>Takes back an upload that will not be submitted, or whose submission is over.</summary>
        internal void Abandon(StagedUpload upload)
        {
            lock (_gate)
            {
                _uploads.Retire(upload);
                EndActive();
            }
        }

        /// <summary>Drops what waits for a target.</summary>
        internal void Drop(GraphicsTarget target)
        {
            lock (_gate)
            {
                _uploads.Drop(target);
            }
        }

        /// <summary>Disposes one texture.</summary>
        internal void Release(GraphicsTexture texture)
        {
            lock (_gate)
            {
                if (texture.IsDisposed)
                {
                    return;
                }

                texture.IsDisposed = true;
                WaitForActive();
                _uploads.Clear(texture);
                if (_textures.Remove(texture))
                {
                    texture.DisposeCore();
                }
            }
        }

        /// <summary>Blocks until the device has done every upload that was published.</summary>
        internal void WaitForUploads()
        {
            lock (_gate)
            {
                _uploads.WaitForFlight();
            }
        }

        /// <summary>Reads a texture's levels when nothing runs any more.</summary>
        internal TextureImage[] ReadBack(GraphicsTexture texture)
        {
            lock (_gate)
            {
                texture.ThrowIfDisposed();
                _uploads.WaitForFlight();
                return texture.ReadBackCore();
            }
        }

        /// <summary>Checks a borrowed texture's description and takes the texture in.</summary>
        /// <typeparam name="T">The backend's kind of texture.</typeparam>
        /// <param name="description">What the engine says that the texture is.</param>
        /// <param name="wrap">Checks the backend's own facts and wraps the handle.</param>
        private protected GraphicsTexture Borrow<T>(TextureDescription description, Func<T> wrap)
            where T : GraphicsTexture
        {
            (description ?? throw new ArgumentNullException(nameof(description))).Validate(nameof(description));
            lock (_gate)
            {
                ThrowIfDisposed();
                return Track(wrap());
            }
        }

        /// <summary>Under the lock: makes an owned texture, all zero.</summary>
        private protected abstract GraphicsTexture CreateTextureCore(TextureDescription description);

        /// <summary>Under the lock: memory for an upload, from the pool where it has some.</summary>
        private protected abstract StagedUpload StageCore(UploadPart[] parts);

        /// <summary>Under the lock, after every texture: frees everything else.</summary>
        private protected abstract void DisposeCore();

        private GraphicsTexture Track(GraphicsTexture texture)
        {
            _textures.Add(texture);
            return texture;
        }

        private void Enqueue(StagedUpload upload)
        {
            lock (_gate)
            {
                try
                {
                    ThrowIfDisposed(upload.Parts);
                }
                catch (ObjectDisposedException)
                {
                    Abandon(upload);
                    throw;
                }

                _uploads.Add(upload);
                EndActive();
            }
        }

        private void WaitForActive()
        {
            while (_active > 0)
            {
                Monitor.Wait(_gate);
            }
        }

        private void EndActive()
        {
            _active--;
            Monitor.PulseAll(_gate);
        }

        private void ThrowIfDisposed(UploadPart[] parts)
        {
            ThrowIfDisposed();
            foreach (var part in parts)
            {
                part.Texture.ThrowIfDisposed();
            }
        }

        private void ThrowIfDisposed()
        {
            if (_isDisposed)
            {
                throw new ObjectDisposedException(nameof(GraphicsDevice), $"The device '{Name}' was disposed. Adopt or create another.");
            }
        }
    }
}

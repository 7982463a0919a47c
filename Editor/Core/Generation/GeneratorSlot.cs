using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace DiffusionTextures.Authoring
{
    /// <summary>
    /// A place for one generator that is loaded when it is first asked for and once for all who ask; a load that failed is tried again by the next
    /// one who asks. Thread-safe. Dispose stops the load or the call that runs, waits for it, and may be called more than once.
    /// </summary>
    internal sealed class GeneratorSlot : IDisposable
    {
        private static readonly HashSet<GeneratorSlot> Open = new HashSet<GeneratorSlot>();

        private readonly object _gate = new object();
        private readonly CancellationTokenSource _lifetime = new CancellationTokenSource();
        private Task<TextureGenerator>? _loading;
        private bool _isDisposed;

        public GeneratorSlot()
        {
            lock (Open)
            {
                Open.Add(this);
            }
        }

        /// <summary>Cancelled by <see cref="Dispose"/>.</summary>
        public CancellationToken Lifetime => _lifetime.Token;

        /// <summary>Disposes every slot that is left, for engines that are about to throw all code away.</summary>
        public static void DisposeAll()
        {
            GeneratorSlot[] slots;
            lock (Open)
            {
                slots = new GeneratorSlot[Open.Count];
                Open.CopyTo(slots);
            }

            foreach (var slot in slots)
            {
                slot.Dispose();
            }
        }

        /// <summary>The generator; loads it where nobody has.</summary>
        /// <param name="options">How it is loaded; only the first one's count.</param>
        /// <param name="progress">Told of the load; only the first one's.</param>
        /// <exception cref="ObjectDisposedException">The slot was disposed.</exception>
        public Task<TextureGenerator> GetAsync(Func<TextureGeneratorOptions> options, IProgress<GenerationProgress>? progress)
        {
            lock (_gate)
            {
                _ = _isDisposed ? throw new ObjectDisposedException(nameof(TextureGenerator), "The generator's owner was destroyed.") : 0;
                if (_loading == null || _loading.IsFaulted || _loading.IsCanceled)
                {
                    _loading = TextureGenerator.LoadAsync(options(), progress, _lifetime.Token);
                }

                return _loading;
            }
        }

        public void Dispose()
        {
            Task<TextureGenerator>? loading;
            lock (_gate)
            {
                if (_isDisposed)
                {
                    return;
                }

                _isDisposed = true;
                loading = _loading;
            }

            lock (Open)
            {
                Open.Remove(this);
            }

            _lifetime.Cancel();
            if (loading != null && Settled(loading))
            {
                loading.Result.Dispose();
            }
        }

        /// <summary>Waits for a load, which ends soon because it was cancelled, and says whether it made a generator.</summary>
        private static bool Settled(Task<TextureGenerator> loading)
        {
            Task.WaitAny(loading);
            return loading.Status == TaskStatus.RanToCompletion;
        }
    }
}

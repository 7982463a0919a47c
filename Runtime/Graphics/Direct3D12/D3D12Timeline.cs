using System;
using System.Collections.Generic;
using System.Threading;
using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Graphics.Direct3D12
{
    /// <summary>What was submitted to the queue, in order: a fence that counts submissions, and the recorders that they came from.</summary>
    /// <remarks>Waiting and asking are thread-safe; recording is not.</remarks>
    internal sealed class D3D12Timeline
    {
        private const int RingSize = 8;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

        private readonly D3D12Api _api;
        private readonly int _queueType;
        private readonly List<D3D12Recorder> _recorders = new List<D3D12Recorder>(RingSize);
        private readonly ManualResetEvent _arrived = new ManualResetEvent(false);
        private int _next;
        private ulong _submitted;
        private ulong _signaled;

        /// <exception cref="GraphicsException">Direct3D refused.</exception>
        public D3D12Timeline(D3D12Api api, int queueType)
        {
            _api = api;
            _queueType = queueType;
            Fence = api.CreateFence();
        }

        /// <summary>ID3D12Fence.</summary>
        public IntPtr Fence { get; }

        /// <summary>The value that the fence has when everything submitted so far is done.</summary>
        public ulong Submitted => Volatile.Read(ref _submitted);

        /// <summary>An open recorder that nothing runs on.</summary>
        public D3D12Recorder Begin()
        {
            var recorder = TakeNext();
            recorder.Begin();
            return recorder;
        }

        /// <summary>Closes and submits; returns the value at which it is done. Nothing was submitted where it throws, unless the device is lost.</summary>
        public ulong Submit(D3D12Recorder recorder)
        {
            try
            {
                recorder.Close();
            }
            catch (GraphicsException)
            {
                // Such a list cannot be opened again.
                _recorders.Remove(recorder);
                recorder.Release();
                throw;
            }

            _api.Execute(recorder.List);
            Volatile.Write(ref _submitted, _submitted + 1);
            recorder.Value = _submitted;
            Signal();
            return _submitted;
        }

        /// <summary>Whether the queue has passed a value. A lost device has passed everything.</summary>
        public bool IsDone(ulong value)
        {
            if (_api.IsLost)
            {
                return true;
            }

            if (Volatile.Read(ref _signaled) < value)
            {
                Signal();
            }

            return D3D12Api.Completed(Fence) >= value;
        }

        /// <summary>Blocks until a value is passed.</summary>
        /// <exception cref="GraphicsException">The device is lost.</exception>
        public void Wait(ulong value, ManualResetEvent arrived)
        {
            while (!IsDone(value))
            {
                arrived.Reset();
                _api.SetEvent(Fence, value, arrived.SafeWaitHandle.DangerousGetHandle());
                arrived.WaitOne(Patience);
            }

            _api.ThrowIfRemoved("an upload");
        }

        /// <summary>For those who free memory: it must not be in use, whatever a wait says. A lost device is done with everything.</summary>
        public void WaitDespiteFailures(ulong value)
        {
            for (;;)
            {
                try
                {
                    if (IsDone(value))
                    {
                        return;
                    }

                    Wait(value, _arrived);
                }
                catch (GraphicsException)
                {
                    Thread.Yield();
                }
            }
        }

        /// <summary>Releases everything; nothing of it may be running.</summary>
        public void Release()
        {
            foreach (var recorder in _recorders)
            {
                recorder.Release();
            }

            _recorders.Clear();
            _arrived.Dispose();
            Com.Release(Fence);
        }

        // A signal that the driver refuses for want of memory is tried again whenever somebody asks.
        private void Signal()
        {
            var value = Volatile.Read(ref _submitted);
            if (_api.TrySignal(Fence, value))
            {
                Volatile.Write(ref _signaled, value);
            }
        }

        // Round the ring, so that an upload allocates nothing however far the queue is behind; whoever is a whole ring ahead waits.
        private D3D12Recorder TakeNext()
        {
            while (_recorders.Count < RingSize)
            {
                _recorders.Add(new D3D12Recorder(_api, _queueType));
            }

            _next = (_next + 1) % RingSize;
            var oldest = _recorders[_next];
            if (!IsDone(oldest.Value))
            {
                Wait(oldest.Value, _arrived);
            }

            return oldest;
        }
    }
}

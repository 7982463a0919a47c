using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Inference
{
    /// <summary>One model: its inputs and outputs always, its weights while it is in use, or all the time under <see cref="MemoryPolicy.KeepAll"/>.</summary>
    /// <remarks>
    /// Runs are made by <see cref="BoundRun"/> and <see cref="UnboundRun"/> inside a lease (<see cref="Use"/>), on one thread at a time: the DirectML provider allows no
    /// concurrent ones. Owns what it loaded.
    /// </remarks>
    internal sealed class OnnxSession : IDisposable
    {
        private readonly SessionFactory _factory;
        private ModelSource _source;
        private readonly SessionDescription _description;
        private SharedSession? _loaded;
        private int _leases;
        private bool _disposed;

        /// <exception cref="ModelException">The file is damaged, or not a model that ONNX Runtime can run.</exception>
        /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
        internal OnnxSession(SessionFactory factory, ModelSource source, CancellationToken cancellationToken)
        {
            _factory = factory;
            _source = source;
            var stated = factory.Memory == MemoryPolicy.KeepAll ? null : source.Describe();
            if (stated != null)
            {
                _description = stated;
                return;
            }

            _loaded = factory.Load(source, cancellationToken);
            try
            {
                _description = SessionDescription.Of(_loaded.Session, Path);
            }
            catch
            {
                Unload();
                throw;
            }

            UnloadUnlessKept();
        }

        /// <summary>Told before the weights go, so that what is bound to them goes first.</summary>
        public event Action? Unloading;

        /// <summary>The file that the model came from; named in messages.</summary>
        public string Path => _source.Path;

        public IReadOnlyList<TensorSpec> Inputs => _description.Inputs;

        public IReadOnlyList<TensorSpec> Outputs => _description.Outputs;

        /// <summary>What ONNX Runtime runs.</summary>
        /// <exception cref="InvalidOperationException">There is no lease, under either policy: what works with one must work with the other.</exception>
        internal InferenceSession Session => _leases > 0 ? _loaded!.Session : throw new InvalidOperationException($"'{Path}' is not in use. Call {nameof(Use)} and run it inside that lease.");

        /// <summary>What it has in memory at least while it is loaded.</summary>
        internal ModelFootprint Footprint => _factory.FootprintOf(_source);

        /// <summary>Held by a run where the provider allows one at a time and other generators may share the session; null on the processor, where they may all run at once.</summary>
        internal object? RunLock => _factory.Provider == ExecutionProvider.Cpu ? null : _loaded!.RunLock;

        /// <summary>The input of that name, or null.</summary>
        public TensorSpec? FindInput(string name) => Inputs.FirstOrDefault(input => input.Name == name);

        /// <summary>The output of that name, or null.</summary>
        public TensorSpec? FindOutput(string name) => Outputs.FirstOrDefault(output => output.Name == name);

        /// <summary>The same model with group norms whose statistics the tiles of a picture share, as a session of its own; null when it has none.</summary>
        /// <param name="control">Carries the request's cancel into the load.</param>
        /// <exception cref="ModelException">The file went missing or was damaged, or there is no memory for it.</exception>
        public OnnxSession? WithSharedNorms(RunControl control) => _source.WithSharedNorms() is { } source ? new OnnxSession(_factory, source, control.Token) : null;

        /// <summary>Has the model in memory until the lease is disposed. Leases may lie inside one another.</summary>
        /// <param name="control">Carries the request's cancel into the load.</param>
        /// <exception cref="ModelException">The file went missing or was damaged since it was described.</exception>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        public SessionLease Use(RunControl control) => SessionLease.Of(new[] { this }, control);

        /// <summary>Computes in float32 from now on, with the same inputs and outputs; false when it does so already. Buffers bound before are gone.</summary>
        /// <param name="control">Carries the request's cancel into the load.</param>
        /// <exception cref="ModelException">The file went missing or was damaged.</exception>
        public bool TryComputeInFloat32(RunControl control)
        {
            if (!(_source.InFloat32() is { } source))
            {
                return false;
            }

            var loaded = _factory.Load(source, control.Token);
            Unload();
            _loaded = loaded;
            _source = source;
            return true;
        }

        /// <summary>What to do about NaN or infinity in what the model gave: computes in float32 from now on, and notes it for the caller.</summary>
        /// <param name="control">Takes the note.</param>
        /// <exception cref="InferenceException">The model computes in float32 already.</exception>
        public void LeaveHalfPrecision(RunControl control)
        {
            if (!TryComputeInFloat32(control))
            {
                throw new InferenceException(
                    $"'{Path}' gave NaN or infinity although it computes in float32. Its weights are damaged or do not fit the latents: lower the guidance scale, or take the VAE of another export with {nameof(TextureGeneratorOptions.VaeFolder)}.");
            }

            control.Note($"'{Path}' gave NaN or infinity in float16. It was computed again in float32, as it will be from now on.");
        }

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                Unload();
            }
        }

        internal void Acquire(RunControl control)
        {
            _loaded ??= _factory.Load(_source, control.Token);
            _leases++;
        }

        internal void Release()
        {
            _leases--;
            UnloadUnlessKept();
        }

        private void UnloadUnlessKept()
        {
            if (_leases == 0 && _factory.Memory != MemoryPolicy.KeepAll)
            {
                Unload();
            }
        }

        private void Unload()
        {
            if (_loaded != null)
            {
                Unloading?.Invoke();
                _factory.Unload(_loaded, _source);
                _loaded = null;
            }
        }
    }
}

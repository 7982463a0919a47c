using System;
using System.Collections.Generic;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Inference
{
    /// <summary>A session with a buffer bound to every input and output of one fixed set of shapes. After the first run it allocates nothing.</summary>
    /// <remarks>Owns its buffers. Not thread-safe.</remarks>
    internal sealed class BoundRun : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly OrtIoBinding _binding;
        private readonly List<TensorBuffer> _inputs = new List<TensorBuffer>();
        private readonly List<TensorBuffer> _outputs = new List<TensorBuffer>();
        private bool _disposed;

        public BoundRun(OnnxSession session)
        {
            _session = session;
            _binding = session.Session.CreateIoBinding();
        }

        /// <summary>Makes and binds the buffer of one input.</summary>
        /// <exception cref="InferenceException">The shape contradicts a fixed axis of the model.</exception>
        public TensorBuffer Input(TensorSpec spec, params long[] shape)
        {
            var buffer = NewBuffer(spec, shape);
            _inputs.Add(buffer);
            _binding.BindInput(spec.Name, buffer.Value);
            return buffer;
        }

        /// <summary>Makes and binds the buffer of one output, whose shape the caller knows.</summary>
        /// <exception cref="InferenceException">The shape contradicts a fixed axis of the model.</exception>
        public TensorBuffer Output(TensorSpec spec, params long[] shape)
        {
            var buffer = NewBuffer(spec, shape);
            _outputs.Add(buffer);
            _binding.BindOutput(spec.Name, buffer.Value);
            return buffer;
        }

        /// <summary>Makes and binds buffers for outputs whose shapes the model leaves open: a run on the inputs as they are tells the shapes.</summary>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        public IReadOnlyList<TensorBuffer> BindOutputs(IReadOnlyList<TensorSpec> specs, RunControl control)
        {
            UploadInputs();
            foreach (var spec in specs)
            {
                _binding.BindOutputToDevice(spec.Name, OrtMemoryInfo.DefaultInstance);
            }

            control.Execute(_session, _binding);
            var shapes = new List<long[]>();
            using (var values = _binding.GetOutputValues())
            {
                foreach (var value in values)
                {
                    shapes.Add(value.GetTensorTypeAndShape().Shape);
                }
            }

            _binding.ClearBoundOutputs();
            var buffers = new List<TensorBuffer>();
            for (var i = 0; i < specs.Count; i++)
            {
                buffers.Add(Output(specs[i], shapes[i]));
            }

            return buffers;
        }

        /// <summary>Uploads every input, runs, downloads every output.</summary>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        public void Execute(RunControl control)
        {
            UploadInputs();
            control.Execute(_session, _binding);
            for (var i = 0; i < _outputs.Count; i++)
            {
                _outputs[i].Download();
            }
        }

        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _binding.Dispose();
            _inputs.ForEach(buffer => buffer.Dispose());
            _outputs.ForEach(buffer => buffer.Dispose());
        }

        private void UploadInputs()
        {
            for (var i = 0; i < _inputs.Count; i++)
            {
                _inputs[i].Upload();
            }

            if (!(_session.RunLock is { } one))
            {
                return;
            }

            // Away from the processor, binding copies the values to the device: what is written later would never arrive there.
            lock (one)
            {
                for (var i = 0; i < _inputs.Count; i++)
                {
                    _binding.BindInput(_inputs[i].Spec.Name, _inputs[i].Value);
                }
            }
        }

        private TensorBuffer NewBuffer(TensorSpec spec, long[] shape)
        {
            var fits = shape.Length == spec.Rank;
            for (var axis = 0; fits && axis < shape.Length; axis++)
            {
                fits = spec.Dimensions[axis] < 0 || spec.Dimensions[axis] == shape[axis];
            }

            return fits
                ? new TensorBuffer(spec, shape)
                : throw new InferenceException(
                    $"'{_session.Path}' declares {spec} but [{string.Join(",", shape)}] is needed. Use a model exported with dynamic axes, or ask for the size it was exported with.");
        }
    }
}

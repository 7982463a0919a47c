using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using DiffusionTextures.Compatibility;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiffusionTextures.Inference
{
    /// <summary>One run whose output shapes the model decides. Allocates; for what runs once per request.</summary>
    internal sealed class UnboundRun : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly OrtIoBinding _binding;
        private readonly List<TensorBuffer> _inputs = new List<TensorBuffer>();

        public UnboundRun(OnnxSession session)
        {
            _session = session;
            _binding = session.Session.CreateIoBinding();
        }

        /// <summary>Makes and binds the buffer of one input.</summary>
        public TensorBuffer Input(TensorSpec spec, params long[] shape)
        {
            var buffer = new TensorBuffer(spec, shape);
            _inputs.Add(buffer);
            return buffer;
        }

        /// <summary>Runs and copies the outputs out.</summary>
        /// <exception cref="InferenceException">ONNX Runtime failed, or the model has no such output.</exception>
        public FloatTensor[] Execute(IReadOnlyList<string> outputs, RunControl control)
        {
            foreach (var input in _inputs)
            {
                input.Upload();
                _binding.BindInput(input.Spec.Name, input.Value);
            }

            _binding.ClearBoundOutputs();
            foreach (var name in outputs)
            {
                if (_session.FindOutput(name) == null)
                {
                    throw new InferenceException($"'{_session.Path}' has no output '{name}'. Export the model with it, for text encoders with output_hidden_states.");
                }

                _binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
            }

            control.Execute(_session, _binding);
            using var values = _binding.GetOutputValues();
            var results = new FloatTensor[outputs.Count];
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = Copy(values[i]);
            }

            return results;
        }

        public void Dispose()
        {
            _binding.Dispose();
            _inputs.ForEach(buffer => buffer.Dispose());
        }

        private static FloatTensor Copy(OrtValue value)
        {
            var info = value.GetTensorTypeAndShape();
            var data = new float[info.ElementCount];
            if (info.ElementDataType == TensorElementType.Float16)
            {
                HalfFloat.ToSingle(MemoryMarshal.Cast<Float16, ushort>(value.GetTensorDataAsSpan<Float16>()), data);
            }
            else
            {
                value.GetTensorDataAsSpan<float>().CopyTo(data);
            }

            return new FloatTensor(data, Array.ConvertAll(info.Shape, size => checked((int)size)));
        }
    }
}

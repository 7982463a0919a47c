using System;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiffusionTextures.Inference.DirectML
{
    /// <summary>A buffer of Direct3D 12 as a tensor: a session on the buffer's device, with this bound as an output, leaves its result in the buffer.</summary>
    /// <remarks>Keeps a reference to the buffer. <inheritdoc cref="OrtDmlApi" path="/remarks"/></remarks>
    internal sealed class DirectMLTensor : IDisposable
    {
        private readonly IntPtr _allocation;
        private readonly OrtMemoryInfo _memory;

        /// <param name="resource">ID3D12Resource: a buffer in a default heap that allows unordered access, in the state UNORDERED_ACCESS when a run begins.</param>
        /// <param name="shape">Axes.</param>
        /// <exception cref="NotSupportedException">The provider refused.</exception>
        public DirectMLTensor(IntPtr resource, long[] shape)
        {
            var bytes = (long)sizeof(float);
            foreach (var axis in shape)
            {
                bytes *= axis;
            }

            _allocation = OrtDmlApi.CreateAllocation(resource);
            _memory = new OrtMemoryInfo("DML", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
            Value = OrtValue.CreateTensorValueWithData(_memory, TensorElementType.Float, shape, _allocation, bytes);
        }

        /// <summary>To bind. Lent: valid until this is disposed.</summary>
        public OrtValue Value { get; }

        public void Dispose()
        {
            Value.Dispose();
            _memory.Dispose();
            OrtDmlApi.FreeAllocation(_allocation);
        }
    }
}

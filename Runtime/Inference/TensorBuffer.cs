using System;
using System.Runtime.InteropServices;
using DiffusionTextures.Compatibility;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DiffusionTextures.Inference
{
    /// <summary>Native memory for one input or output of a session, written and read as float32 whatever the model's element type is.</summary>
    /// <remarks>Owns its memory. For float32 models <see cref="Values"/> is the bound memory itself; for the others it is a staging copy.</remarks>
    internal sealed unsafe class TensorBuffer : IDisposable
    {
        private const int Alignment = 64;

        private readonly IntPtr _allocation;
        private readonly void* _memory;
        private readonly float[]? _staging;
        private bool _disposed;

        /// <exception cref="InferenceException">There is no memory for so large a tensor.</exception>
        public TensorBuffer(TensorSpec spec, long[] shape)
        {
            Spec = spec;
            Shape = shape;
            var bytes = ByteCount(spec, shape);
            Count = (int)(bytes / ElementSize(spec.Element));
            try
            {
                _allocation = Marshal.AllocHGlobal(new IntPtr(bytes + Alignment));
            }
            catch (OutOfMemoryException exception)
            {
                throw TooLarge(spec, shape, exception);
            }

            _memory = (void*)((long)_allocation + Alignment - 1 & ~(Alignment - 1L));
            new Span<byte>(_memory, (int)bytes).Clear();
            _staging = spec.Element == TensorElement.Float32 ? null : new float[Count];
            Value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, ToOrt(spec.Element), shape, (IntPtr)_memory, bytes);
        }

        public TensorSpec Spec { get; }

        public long[] Shape { get; }

        /// <summary>Number of elements.</summary>
        public int Count { get; }

        /// <summary>The elements as float32, row-major. Written before <see cref="Upload"/>, read after <see cref="Download"/>.</summary>
        public Span<float> Values => _staging ?? new Span<float>(_memory, Count);

        /// <summary>The part of <see cref="Values"/> that belongs to one of <paramref name="rows"/> equal rows.</summary>
        public Span<float> Row(int row, int rows) => Values.Slice(row * (Count / rows), Count / rows);

        /// <summary>The value to bind; borrowed.</summary>
        internal OrtValue Value { get; }

        /// <summary>Converts <see cref="Values"/> into the model's element type; integers are truncated towards zero, as numpy casts them.</summary>
        public void Upload()
        {
            switch (Spec.Element)
            {
                case TensorElement.Float16:
                    HalfFloat.FromSingle(_staging, new Span<ushort>(_memory, Count));
                    break;
                case TensorElement.Int32:
                    var integers = new Span<int>(_memory, Count);
                    for (var i = 0; i < Count; i++)
                    {
                        integers[i] = (int)_staging![i];
                    }

                    break;
                case TensorElement.Int64:
                    var longs = new Span<long>(_memory, Count);
                    for (var i = 0; i < Count; i++)
                    {
                        longs[i] = (long)_staging![i];
                    }

                    break;
            }
        }

        /// <summary>Converts a float16 output into <see cref="Values"/>.</summary>
        public void Download()
        {
            if (Spec.Element == TensorElement.Float16)
            {
                HalfFloat.ToSingle(new ReadOnlySpan<ushort>(_memory, Count), _staging);
            }
        }

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                Value.Dispose();
                Marshal.FreeHGlobal(_allocation);
            }
        }

        internal static TensorElementType ToOrt(TensorElement element)
        {
            return element switch
            {
                TensorElement.Float32 => TensorElementType.Float,
                TensorElement.Float16 => TensorElementType.Float16,
                TensorElement.Int32 => TensorElementType.Int32,
                _ => TensorElementType.Int64,
            };
        }

        private static long ByteCount(TensorSpec spec, long[] shape)
        {
            long bytes = ElementSize(spec.Element);
            foreach (var size in shape)
            {
                bytes *= size;
                if (bytes > int.MaxValue)
                {
                    throw TooLarge(spec, shape, null);
                }
            }

            return bytes;
        }

        private static InferenceException TooLarge(TensorSpec spec, long[] shape, Exception? cause)
        {
            return new InferenceException(
                $"There is no memory for '{spec.Name}' of [{string.Join(",", shape)}] {spec.Element}; a tensor may have 2 GB. Ask for a smaller picture or join fewer prompts with AND.", cause);
        }

        private static int ElementSize(TensorElement element)
        {
            return element switch
            {
                TensorElement.Float16 => 2,
                TensorElement.Int64 => 8,
                _ => 4,
            };
        }
    }
}

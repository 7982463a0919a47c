using System;
using System.Runtime.InteropServices;
using System.Text;
using DiffusionTextures.Graphics.Direct3D12.Interop;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Inference.DirectML
{
    /// <summary>
    /// ONNX Runtime's own functions for DirectML (dml_provider_factory.h), which its C# API leaves out: sessions on an engine's Direct3D 12 device,
    /// and tensors that are an engine's buffers.
    /// </summary>
    /// <remarks>
    /// Run under Wine only, where sessions get created and bindings are taken; no Windows machine with a GPU has run it. There the provider
    /// computes wrong numbers, so that what is tested is the wiring.
    /// </remarks>
    internal static unsafe class OrtDmlApi
    {
        private const uint ApiVersion = 14; // as the C# API asks; the functions used here are older
        private const int GetApiSlot = 0;
        private const int GetErrorMessageSlot = 2;
        private const int ReleaseStatusSlot = 93;
        private const int GetExecutionProviderApiSlot = 195;

        // Fields of OrtDmlApi.
        private const int AppendProviderSlot = 1;
        private const int CreateAllocationSlot = 2;
        private const int FreeAllocationSlot = 3;

        private static readonly Guid IID_IDMLDevice = new Guid("6dbd6437-96fd-423f-a98c-ae5e7c2a573f");

        /// <summary>Lets sessions compute on a device and queue of the engine. Direct3D and DirectML keep references while the sessions live.</summary>
        /// <param name="options">Sequential and without memory pattern, as the provider asks.</param>
        /// <param name="device">ID3D12Device.</param>
        /// <param name="queue">ID3D12CommandQueue, direct or compute.</param>
        /// <exception cref="OnnxRuntimeException">The provider refused.</exception>
        /// <exception cref="NotSupportedException">This ONNX Runtime has no DirectML, or DirectML refuses the device.</exception>
        public static void Append(SessionOptions options, IntPtr device, IntPtr queue)
        {
            var id = IID_IDMLDevice;
            IntPtr dml;
            var code = CreateDmlDevice(device, &id, &dml);
            if (HResult.IsFailure(code))
            {
                throw new NotSupportedException($"DMLCreateDevice gave {HResult.Name(code)} for the engine's device.");
            }

            try
            {
                Check(((delegate* unmanaged[Stdcall]<IntPtr, IntPtr, IntPtr, IntPtr>)Functions()[AppendProviderSlot])(options.DangerousGetHandle(), dml, queue));
            }
            finally
            {
                Com.Release(dml);
                GC.KeepAlive(options);
            }
        }

        /// <summary>A buffer as the provider's memory; free it with <see cref="FreeAllocation"/> when no tensor uses it any more.</summary>
        /// <param name="resource">ID3D12Resource: a buffer in a default heap that allows unordered access.</param>
        /// <exception cref="NotSupportedException">The provider refused.</exception>
        public static IntPtr CreateAllocation(IntPtr resource)
        {
            IntPtr allocation;
            Check(((delegate* unmanaged[Stdcall]<IntPtr, IntPtr*, IntPtr>)Functions()[CreateAllocationSlot])(resource, &allocation));
            return allocation;
        }

        public static void FreeAllocation(IntPtr allocation)
        {
            Check(((delegate* unmanaged[Stdcall]<IntPtr, IntPtr>)Functions()[FreeAllocationSlot])(allocation));
        }

        private static int CreateDmlDevice(IntPtr device, Guid* id, IntPtr* dml)
        {
            try
            {
                return DMLCreateDevice(device, 0, id, dml);
            }
            catch (Exception exception) when (exception is DllNotFoundException || exception is EntryPointNotFoundException)
            {
                throw new NotSupportedException("DirectML.dll is not here. It needs Windows and ONNX Runtime's DirectML package.", exception);
            }
        }

        private static void** Functions()
        {
            void** functions;
            fixed (byte* name = Encoding.ASCII.GetBytes("DML\0"))
            {
                Check(((delegate* unmanaged[Stdcall]<byte*, uint, void***, IntPtr>)Api()[GetExecutionProviderApiSlot])(name, ApiVersion, &functions));
            }

            return functions;
        }

        private static void** Api()
        {
            var getApi = ((void**)OrtGetApiBase())[GetApiSlot];
            return ((delegate* unmanaged[Stdcall]<uint, void**>)getApi)(ApiVersion);
        }

        private static void Check(IntPtr status)
        {
            if (status != IntPtr.Zero)
            {
                var api = Api();
                var message = Marshal.PtrToStringAnsi(((delegate* unmanaged[Stdcall]<IntPtr, IntPtr>)api[GetErrorMessageSlot])(status));
                ((delegate* unmanaged[Stdcall]<IntPtr, void>)api[ReleaseStatusSlot])(status);
                throw new NotSupportedException($"ONNX Runtime's DirectML provider: {message}");
            }
        }

        [DllImport("onnxruntime", CallingConvention = CallingConvention.StdCall)]
        private static extern IntPtr OrtGetApiBase();

        [DllImport("DirectML.dll", CallingConvention = CallingConvention.StdCall)]
        private static extern int DMLCreateDevice(IntPtr device, int flags, Guid* id, IntPtr* dml);
    }
}

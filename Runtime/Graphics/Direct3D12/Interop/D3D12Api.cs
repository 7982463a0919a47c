using System;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Graphics.Direct3D12.Interop
{
    /// <summary>What is called of ID3D12Device, ID3D12CommandQueue and ID3D12Fence. Failures become <see cref="GraphicsException"/>. Owns a reference of each.</summary>
    /// <remarks>Thread-safe, as these interfaces are.</remarks>
    internal sealed unsafe class D3D12Api
    {
        private readonly Func<string, int>? _fault;

        /// <summary>Takes over a reference of each.</summary>
        /// <param name="device">ID3D12Device.</param>
        /// <param name="queue">ID3D12CommandQueue.</param>
        /// <param name="fault">For tests: gives the HRESULT that a call fails with instead of being made, or 0.</param>
        public D3D12Api(IntPtr device, IntPtr queue, Func<string, int>? fault)
        {
            Device = device;
            Queue = queue;
            _fault = fault;
        }

        /// <summary>ID3D12Device.</summary>
        public IntPtr Device { get; }

        /// <summary>ID3D12CommandQueue.</summary>
        public IntPtr Queue { get; }

        /// <summary>Whether a call said that the device is removed.</summary>
        public bool IsLost { get; private set; }

        /// <summary>A device for the default adapter, feature level 11_0.</summary>
        /// <exception cref="PlatformNotSupportedException">There is no Direct3D 12 here.</exception>
        public static IntPtr CreateDevice()
        {
            try
            {
                var id = D3D12Constants.IID_ID3D12Device;
                IntPtr device;
                var code = D3D12CreateDevice(IntPtr.Zero, D3D12Constants.FEATURE_LEVEL_11_0, &id, &device);
                return !HResult.IsFailure(code) ? device : throw Failure("D3D12CreateDevice", code, "the default adapter");
            }
            catch (Exception exception) when (exception is DllNotFoundException || exception is EntryPointNotFoundException)
            {
                throw new PlatformNotSupportedException("There is no Direct3D 12 here (d3d12.dll). It needs Windows 10 or newer; elsewhere use Vulkan or MemoryDevice.", exception);
            }
        }

        /// <summary>A queue of a device, before there is an instance of this class.</summary>
        public static IntPtr CreateQueue(IntPtr device, int type)
        {
            var description = new CommandQueueDesc { Type = type };
            var id = D3D12Constants.IID_ID3D12CommandQueue;
            IntPtr queue;
            var code = ((delegate* unmanaged[Stdcall]<IntPtr, CommandQueueDesc*, Guid*, IntPtr*, int>)Com.Slot(device, 8))(device, &description, &id, &queue);
            return !HResult.IsFailure(code) ? queue : throw Failure("ID3D12Device::CreateCommandQueue", code, "a queue of the headless device");
        }

        /// <summary>D3D12_COMMAND_LIST_TYPE of a queue.</summary>
        public static int QueueType(IntPtr queue)
        {
            CommandQueueDesc description;
            ((delegate* unmanaged[Stdcall]<IntPtr, CommandQueueDesc*, CommandQueueDesc*>)Com.Slot(queue, 18))(queue, &description);
            return description.Type;
        }

        /// <summary>A reference to the device that a queue or resource was made by.</summary>
        public static IntPtr DeviceOf(IntPtr child)
        {
            var id = D3D12Constants.IID_ID3D12Device;
            IntPtr device;
            var code = ((delegate* unmanaged[Stdcall]<IntPtr, Guid*, IntPtr*, int>)Com.Slot(child, 7))(child, &id, &device);
            return !HResult.IsFailure(code) ? device : throw Failure("ID3D12DeviceChild::GetDevice", code, "an object of the engine");
        }

        public IntPtr CreateAllocator(int type)
        {
            const string Call = "ID3D12Device::CreateCommandAllocator";
            var id = D3D12Constants.IID_ID3D12CommandAllocator;
            IntPtr result = default;
            var code = Fault(Call);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, int, Guid*, IntPtr*, int>)Com.Slot(Device, 9))(Device, type, &id, &result);
            Check(code, Call, "uploads");
            return result;
        }

        /// <summary>A command list, open.</summary>
        public IntPtr CreateCommandList(int type, IntPtr allocator)
        {
            const string Call = "ID3D12Device::CreateCommandList";
            var id = D3D12Constants.IID_ID3D12GraphicsCommandList;
            IntPtr result = default;
            var code = Fault(Call);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, uint, int, IntPtr, IntPtr, Guid*, IntPtr*, int>)Com.Slot(Device, 12))(
                Device, 0, type, allocator, IntPtr.Zero, &id, &result);
            Check(code, Call, "uploads");
            return result;
        }

        public IntPtr CreateFence()
        {
            const string Call = "ID3D12Device::CreateFence";
            var id = D3D12Constants.IID_ID3D12Fence;
            IntPtr result = default;
            var code = Fault(Call);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, ulong, int, Guid*, IntPtr*, int>)Com.Slot(Device, 36))(Device, 0, 0, &id, &result);
            Check(code, Call, "uploads");
            return result;
        }

        public IntPtr CreateResource(int heapType, ResourceDesc description, uint state, string subject)
        {
            const string Call = "ID3D12Device::CreateCommittedResource";
            var heap = new HeapProperties { Type = heapType };
            var id = D3D12Constants.IID_ID3D12Resource;
            IntPtr result = default;
            var code = Fault(Call);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, HeapProperties*, int, ResourceDesc*, uint, void*, Guid*, IntPtr*, int>)Com.Slot(Device, 27))(
                Device, &heap, 0, &description, state, null, &id, &result);
            Check(code, Call, subject);
            return result;
        }

        /// <summary>Where the levels of a texture lie in a buffer, from an offset on; returns the bytes that they take.</summary>
        public ulong GetFootprints(ResourceDesc description, ulong offset, Span<PlacedFootprint> footprints)
        {
            ulong total;
            fixed (PlacedFootprint* first = footprints)
            {
                ((delegate* unmanaged[Stdcall]<IntPtr, ResourceDesc*, uint, uint, ulong, PlacedFootprint*, uint*, ulong*, ulong*, void>)Com.Slot(Device, 38))(
                    Device, &description, 0, (uint)footprints.Length, offset, first, null, null, &total);
            }

            return total;
        }

        public void Execute(IntPtr list)
        {
            ((delegate* unmanaged[Stdcall]<IntPtr, uint, IntPtr*, void>)Com.Slot(Queue, 10))(Queue, 1, &list);
        }

        /// <summary>Whether the fence will get the value; throws where the device is removed.</summary>
        public bool TrySignal(IntPtr fence, ulong value)
        {
            const string Call = "ID3D12CommandQueue::Signal";
            var code = Fault(Call);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, IntPtr, ulong, int>)Com.Slot(Queue, 14))(Queue, fence, value);
            if (HResult.IsDeviceLost(code))
            {
                Check(code, Call, "the fence of the uploads");
            }

            return !HResult.IsFailure(code);
        }

        /// <summary>What the fence has reached; all ones once the device is removed.</summary>
        public static ulong Completed(IntPtr fence) => ((delegate* unmanaged[Stdcall]<IntPtr, ulong>)Com.Slot(fence, 8))(fence);

        public void SetEvent(IntPtr fence, ulong value, IntPtr handle)
        {
            const string Call = "ID3D12Fence::SetEventOnCompletion";
            var code = Fault(Call);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, ulong, IntPtr, int>)Com.Slot(fence, 9))(fence, value, handle);
            Check(code, Call, "the fence of the uploads");
        }

        /// <exception cref="GraphicsException">The device is removed.</exception>
        public void ThrowIfRemoved(string subject)
        {
            const string Call = "ID3D12Device::GetDeviceRemovedReason";
            var code = Fault(Call);
            Check(code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, int>)Com.Slot(Device, 37))(Device), Call, subject);
        }

        /// <summary>The HRESULT that a test wants of a call, or 0.</summary>
        public int Fault(string call) => _fault == null ? 0 : _fault(call);

        /// <exception cref="GraphicsException">The code is a failure.</exception>
        public void Check(int code, string call, string subject)
        {
            if (HResult.IsFailure(code))
            {
                IsLost |= HResult.IsDeviceLost(code);
                throw Failure(call, code, subject);
            }
        }

        /// <summary>Gives the references back.</summary>
        public void Release()
        {
            Com.Release(Queue);
            Com.Release(Device);
        }

        private static GraphicsException Failure(string call, int code, string subject)
        {
            return new GraphicsException(call, code, HResult.Name(code), subject, HResult.IsDeviceLost(code), HResult.Remedy(code));
        }

        [DllImport("d3d12.dll")]
        private static extern int D3D12CreateDevice(IntPtr adapter, int featureLevel, Guid* id, IntPtr* device);
    }
}

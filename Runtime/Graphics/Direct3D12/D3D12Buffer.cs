using System;
using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Graphics.Direct3D12
{
    /// <summary>A buffer in one of the three kinds of heap; those of the host stay mapped.</summary>
    internal sealed unsafe class D3D12Buffer
    {
        private D3D12Buffer(IntPtr resource, ulong byteCount, IntPtr address)
        {
            Resource = resource;
            ByteCount = byteCount;
            Address = address;
        }

        /// <summary>ID3D12Resource.</summary>
        public IntPtr Resource { get; }

        public ulong ByteCount { get; }

        /// <summary>Where it is mapped; zero in device memory.</summary>
        public IntPtr Address { get; }

        /// <exception cref="GraphicsException">Direct3D has no memory for it.</exception>
        public static D3D12Buffer Create(D3D12Api api, int heapType, ulong byteCount)
        {
            var description = new ResourceDesc
            {
                Dimension = D3D12Constants.RESOURCE_DIMENSION_BUFFER,
                Width = byteCount,
                Height = 1,
                DepthOrArraySize = 1,
                MipLevels = 1,
                SampleDesc = new SampleDesc { Count = 1 },
                Layout = D3D12Constants.TEXTURE_LAYOUT_ROW_MAJOR,
            };
            var state = heapType == D3D12Constants.HEAP_TYPE_UPLOAD ? D3D12Constants.RESOURCE_STATE_GENERIC_READ
                : heapType == D3D12Constants.HEAP_TYPE_READBACK ? D3D12Constants.RESOURCE_STATE_COPY_DEST
                : D3D12Constants.RESOURCE_STATE_COMMON;
            var subject = $"a buffer of {byteCount} bytes for uploads";
            var resource = api.CreateResource(heapType, description, state, subject);
            if (heapType == D3D12Constants.HEAP_TYPE_DEFAULT)
            {
                return new D3D12Buffer(resource, byteCount, IntPtr.Zero);
            }

            const string Call = "ID3D12Resource::Map";
            IntPtr address = default;
            var code = api.Fault(Call);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, uint, void*, IntPtr*, int>)Com.Slot(resource, 8))(resource, 0, null, &address);
            if (HResult.IsFailure(code))
            {
                Com.Release(resource);
            }

            api.Check(code, Call, subject);
            return new D3D12Buffer(resource, byteCount, address);
        }

        /// <summary>Releases it, which unmaps it too.</summary>
        public void Release() => Com.Release(Resource);
    }
}

using System;
using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Graphics.Direct3D12
{
    /// <summary>A command list with its allocator: recorded, submitted, and free again when the fence has passed <see cref="Value"/>.</summary>
    internal sealed unsafe class D3D12Recorder
    {
        private readonly D3D12Api _api;
        private readonly IntPtr _allocator;
        private readonly IntPtr _list;

        /// <exception cref="GraphicsException">Direct3D refused.</exception>
        public D3D12Recorder(D3D12Api api, int type)
        {
            _api = api;
            _allocator = api.CreateAllocator(type);
            try
            {
                _list = api.CreateCommandList(type, _allocator);
                Close();
            }
            catch (GraphicsException)
            {
                Release();
                throw;
            }
        }

        /// <summary>ID3D12GraphicsCommandList.</summary>
        public IntPtr List => _list;

        /// <summary>The fence's value at which the last submission is done.</summary>
        public ulong Value { get; set; }

        /// <summary>Opens the list; nothing of it may be running.</summary>
        public void Begin()
        {
            const string Allocator = "ID3D12CommandAllocator::Reset";
            var code = _api.Fault(Allocator);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, int>)Com.Slot(_allocator, 8))(_allocator);
            _api.Check(code, Allocator, "an upload");
            const string List = "ID3D12GraphicsCommandList::Reset";
            code = _api.Fault(List);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, IntPtr, IntPtr, int>)Com.Slot(_list, 10))(_list, _allocator, IntPtr.Zero);
            _api.Check(code, List, "an upload");
        }

        public void CopyBuffer(IntPtr target, ulong targetOffset, IntPtr source, ulong sourceOffset, ulong byteCount)
        {
            ((delegate* unmanaged[Stdcall]<IntPtr, IntPtr, ulong, IntPtr, ulong, ulong, void>)Com.Slot(_list, 15))(
                _list, target, targetOffset, source, sourceOffset, byteCount);
        }

        /// <summary>One level from a buffer into a texture.</summary>
        public void CopyLevel(IntPtr texture, int level, IntPtr buffer, PlacedFootprint footprint) => Copy(At(texture, level), At(buffer, footprint));

        /// <summary>One level from a texture into a buffer.</summary>
        public void CopyLevelBack(IntPtr buffer, PlacedFootprint footprint, IntPtr texture, int level) => Copy(At(buffer, footprint), At(texture, level));

        /// <summary>Changes a resource's state; nothing where it is that already.</summary>
        public void Transition(IntPtr resource, uint before, uint after)
        {
            if (before != after)
            {
                var barrier = new TransitionBarrier
                {
                    Resource = resource,
                    Subresource = D3D12Constants.RESOURCE_BARRIER_ALL_SUBRESOURCES,
                    StateBefore = before,
                    StateAfter = after,
                };
                ((delegate* unmanaged[Stdcall]<IntPtr, uint, TransitionBarrier*, void>)Com.Slot(_list, 26))(_list, 1, &barrier);
            }
        }

        public void Close()
        {
            const string Call = "ID3D12GraphicsCommandList::Close";
            var code = _api.Fault(Call);
            code = code != 0 ? code : ((delegate* unmanaged[Stdcall]<IntPtr, int>)Com.Slot(_list, 9))(_list);
            _api.Check(code, Call, "an upload");
        }

        public void Release()
        {
            Com.Release(_list);
            Com.Release(_allocator);
        }

        private static TextureCopyLocation At(IntPtr texture, int level)
        {
            return new TextureCopyLocation
            {
                Resource = texture,
                Type = D3D12Constants.TEXTURE_COPY_TYPE_SUBRESOURCE_INDEX,
                Placed = new PlacedFootprint { Offset = (uint)level },
            };
        }

        private static TextureCopyLocation At(IntPtr buffer, PlacedFootprint footprint)
        {
            return new TextureCopyLocation { Resource = buffer, Type = D3D12Constants.TEXTURE_COPY_TYPE_PLACED_FOOTPRINT, Placed = footprint };
        }

        private void Copy(TextureCopyLocation target, TextureCopyLocation source)
        {
            ((delegate* unmanaged[Stdcall]<IntPtr, TextureCopyLocation*, uint, uint, uint, TextureCopyLocation*, void*, void>)Com.Slot(_list, 16))(
                _list, &target, 0, 0, 0, &source, null);
        }
    }
}

using System;

namespace DiffusionTextures.Graphics.Direct3D12.Interop
{
    /// <summary>D3D12_COMMAND_QUEUE_DESC.</summary>
    internal struct CommandQueueDesc
    {
        public int Type;
        public int Priority;
        public int Flags;
        public uint NodeMask;
    }

    /// <summary>D3D12_HEAP_PROPERTIES.</summary>
    internal struct HeapProperties
    {
        public int Type;
        public int CpuPageProperty;
        public int MemoryPoolPreference;
        public uint CreationNodeMask;
        public uint VisibleNodeMask;
    }

    /// <summary>DXGI_SAMPLE_DESC.</summary>
    internal struct SampleDesc
    {
        public uint Count;
        public uint Quality;
    }

    /// <summary>D3D12_RESOURCE_DESC.</summary>
    internal struct ResourceDesc
    {
        public int Dimension;
        public ulong Alignment;
        public ulong Width;
        public uint Height;
        public ushort DepthOrArraySize;
        public ushort MipLevels;
        public int Format;
        public SampleDesc SampleDesc;
        public int Layout;
        public int Flags;
    }

    /// <summary>D3D12_SUBRESOURCE_FOOTPRINT.</summary>
    internal struct SubresourceFootprint
    {
        public int Format;
        public uint Width;
        public uint Height;
        public uint Depth;
        public uint RowPitch;
    }

    /// <summary>D3D12_PLACED_SUBRESOURCE_FOOTPRINT.</summary>
    internal struct PlacedFootprint
    {
        public ulong Offset;
        public SubresourceFootprint Footprint;
    }

    /// <summary>D3D12_TEXTURE_COPY_LOCATION: a subresource index stands in the low half of the footprint's offset.</summary>
    internal struct TextureCopyLocation
    {
        public IntPtr Resource;
        public int Type;
        public PlacedFootprint Placed;
    }

    /// <summary>D3D12_RESOURCE_BARRIER of a transition.</summary>
    internal struct TransitionBarrier
    {
        public int Type;
        public int Flags;
        public IntPtr Resource;
        public uint Subresource;
        public uint StateBefore;
        public uint StateAfter;
    }
}

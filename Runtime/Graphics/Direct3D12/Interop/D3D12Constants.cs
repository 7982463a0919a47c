using System;

namespace DiffusionTextures.Graphics.Direct3D12.Interop
{
    /// <summary>Numbers of d3d12.h, under the names that it gives them.</summary>
    internal static class D3D12Constants
    {
        public const int COMMAND_LIST_TYPE_DIRECT = 0;
        public const int COMMAND_LIST_TYPE_COMPUTE = 2;
        public const int COMMAND_LIST_TYPE_COPY = 3;

        public const int HEAP_TYPE_DEFAULT = 1;
        public const int HEAP_TYPE_UPLOAD = 2;
        public const int HEAP_TYPE_READBACK = 3;

        public const int RESOURCE_DIMENSION_BUFFER = 1;
        public const int RESOURCE_DIMENSION_TEXTURE2D = 3;
        public const int TEXTURE_LAYOUT_ROW_MAJOR = 1;

        public const uint RESOURCE_STATE_COMMON = 0;
        public const uint RESOURCE_STATE_COPY_DEST = 0x400;
        public const uint RESOURCE_STATE_COPY_SOURCE = 0x800;
        public const uint RESOURCE_STATE_GENERIC_READ = 0xAC3;

        public const int TEXTURE_COPY_TYPE_SUBRESOURCE_INDEX = 0;
        public const int TEXTURE_COPY_TYPE_PLACED_FOOTPRINT = 1;
        public const uint RESOURCE_BARRIER_ALL_SUBRESOURCES = 0xFFFFFFFF;
        public const ulong TEXTURE_DATA_PLACEMENT_ALIGNMENT = 512;
        public const int FEATURE_LEVEL_11_0 = 0xB000;

        public static readonly Guid IID_IUnknown = new Guid("00000000-0000-0000-c000-000000000046");
        public static readonly Guid IID_ID3D12Device = new Guid("189819f1-1db6-4b57-be54-1821339b85f7");
        public static readonly Guid IID_ID3D12CommandQueue = new Guid("0ec870a6-5d7e-4c22-8cfc-5baae07616ed");
        public static readonly Guid IID_ID3D12CommandAllocator = new Guid("6102dee4-af59-4b09-b999-b44d73f09b24");
        public static readonly Guid IID_ID3D12GraphicsCommandList = new Guid("5b160d0f-ac1b-4185-8ba8-b3ae42a5a455");
        public static readonly Guid IID_ID3D12Fence = new Guid("0a753dcf-c4d8-4b91-adf6-be5a60d95a76");
        public static readonly Guid IID_ID3D12Resource = new Guid("696442be-a72e-4059-bc79-5b5c98040fad");
        public static readonly Guid IID_IDXGIFactory4 = new Guid("1bc6ea02-ef36-464f-bf0c-21ca39e5168a");
        public static readonly Guid IID_IDXGIAdapter = new Guid("2411e7e1-12ac-4ccf-bd14-9798e8534dc0");
    }
}

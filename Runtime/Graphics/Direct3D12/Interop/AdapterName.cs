using System;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Graphics.Direct3D12.Interop
{
    /// <summary>What a device's adapter is called, by DXGI.</summary>
    internal static unsafe class AdapterName
    {
        /// <summary>For a device whose adapter is not known.</summary>
        public const string Unknown = "Direct3D 12";

        private const int DescriptionLength = 128;
        private const int DescriptionBytes = 512; // DXGI_ADAPTER_DESC and some

        /// <summary>The name, or <see cref="Unknown"/> where DXGI does not know the adapter.</summary>
        public static string Of(IntPtr device)
        {
            var id = D3D12Constants.IID_IDXGIFactory4;
            IntPtr factory;
            if (HResult.IsFailure(CreateDXGIFactory1(&id, &factory)))
            {
                return Unknown;
            }

            long luid;
            ((delegate* unmanaged[Stdcall]<IntPtr, long*, long*>)Com.Slot(device, 43))(device, &luid);
            id = D3D12Constants.IID_IDXGIAdapter;
            IntPtr adapter;
            var code = ((delegate* unmanaged[Stdcall]<IntPtr, long, Guid*, IntPtr*, int>)Com.Slot(factory, 26))(factory, luid, &id, &adapter);
            Com.Release(factory);
            if (HResult.IsFailure(code))
            {
                return Unknown;
            }

            var description = stackalloc byte[DescriptionBytes];
            code = ((delegate* unmanaged[Stdcall]<IntPtr, void*, int>)Com.Slot(adapter, 8))(adapter, description);
            Com.Release(adapter);
            var name = HResult.IsFailure(code) ? string.Empty : new string((char*)description, 0, DescriptionLength);
            var end = name.IndexOf('\0');
            name = end < 0 ? name : name.Substring(0, end);
            return name.Length == 0 ? Unknown : $"{name} (Direct3D 12)";
        }

        [DllImport("dxgi.dll")]
        private static extern int CreateDXGIFactory1(Guid* id, IntPtr* factory);
    }
}

namespace DiffusionTextures.Graphics.Direct3D12.Interop
{
    /// <summary>Names of the HRESULTs that Direct3D 12 gives, and what to do about them.</summary>
    internal static class HResult
    {
        public const int OutOfMemory = unchecked((int)0x8007000E);
        public const int InvalidArgument = unchecked((int)0x80070057);
        public const int Fail = unchecked((int)0x80004005);
        public const int NoInterface = unchecked((int)0x80004002);
        public const int DeviceRemoved = unchecked((int)0x887A0005);
        public const int DeviceHung = unchecked((int)0x887A0006);
        public const int DeviceReset = unchecked((int)0x887A0007);
        public const int DriverInternalError = unchecked((int)0x887A0020);

        public static bool IsFailure(int code) => code < 0;

        /// <summary>Whether the device can do nothing any more.</summary>
        public static bool IsDeviceLost(int code) => code == DeviceRemoved || code == DeviceHung || code == DeviceReset || code == DriverInternalError;

        public static string Name(int code)
        {
            return code switch
            {
                OutOfMemory => "E_OUTOFMEMORY",
                InvalidArgument => "E_INVALIDARG",
                Fail => "E_FAIL",
                NoInterface => "E_NOINTERFACE",
                DeviceRemoved => "DXGI_ERROR_DEVICE_REMOVED",
                DeviceHung => "DXGI_ERROR_DEVICE_HUNG",
                DeviceReset => "DXGI_ERROR_DEVICE_RESET",
                DriverInternalError => "DXGI_ERROR_DRIVER_INTERNAL_ERROR",
                _ => $"HRESULT 0x{code:X8}",
            };
        }

        /// <summary>A sentence on what to do next.</summary>
        public static string Remedy(int code)
        {
            return IsDeviceLost(code)
                ? "The device is removed: dispose it, make a new ID3D12Device and adopt that."
                : code == OutOfMemory
                    ? "Dispose textures that are no longer needed, or ask for smaller ones."
                    : "Turn on the debug layer of Direct3D 12 to see what it objects to.";
        }
    }
}

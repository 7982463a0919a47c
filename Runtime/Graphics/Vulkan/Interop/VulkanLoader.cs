using System;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Graphics.Vulkan.Interop
{
    /// <summary>Finds Vulkan's functions: through the engine's vkGetInstanceProcAddr, or through the system's library.</summary>
    internal sealed unsafe class VulkanLoader
    {
        private readonly delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr> _getInstanceProcAddr;

        /// <param name="getInstanceProcAddr">The engine's, or zero for the system's.</param>
        /// <exception cref="GraphicsException">There is no Vulkan library here.</exception>
        public VulkanLoader(IntPtr getInstanceProcAddr)
        {
            var address = getInstanceProcAddr != IntPtr.Zero ? getInstanceProcAddr : FindInLibrary();
            GetInstanceProcAddr = address;
            _getInstanceProcAddr = (delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr>)address;
        }

        /// <summary>Its address.</summary>
        public IntPtr GetInstanceProcAddr { get; }

        /// <summary>A function of an instance, or a global one where the instance is zero.</summary>
        /// <exception cref="GraphicsException">There is no such function.</exception>
        public IntPtr Load(IntPtr instance, string name)
        {
            var utf8 = stackalloc byte[name.Length + 1];
            Ascii(name, utf8);
            return Require(_getInstanceProcAddr(instance, utf8), "vkGetInstanceProcAddr", name);
        }

        /// <summary>A function of a device, without the dispatch through its instance.</summary>
        /// <exception cref="GraphicsException">There is no such function.</exception>
        public IntPtr LoadForDevice(IntPtr getDeviceProcAddr, IntPtr device, string name)
        {
            var utf8 = stackalloc byte[name.Length + 1];
            Ascii(name, utf8);
            return Require(((delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr>)getDeviceProcAddr)(device, utf8), "vkGetDeviceProcAddr", name);
        }

        private static void Ascii(string name, byte* utf8)
        {
            for (var i = 0; i < name.Length; i++)
            {
                utf8[i] = (byte)name[i];
            }

            utf8[name.Length] = 0;
        }

        private static IntPtr Require(IntPtr function, string call, string name)
        {
            return function != IntPtr.Zero
                ? function
                : throw new GraphicsException(call, 0, "no function", name, false, "Update the graphics driver, or check that the handles belong together.");
        }

        private static IntPtr FindInLibrary()
        {
            try
            {
                var utf8 = stackalloc byte[32];
                Ascii("vkGetInstanceProcAddr", utf8);
                if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
                {
                    return WindowsLibrary(IntPtr.Zero, utf8);
                }

                return RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? MacLibrary(IntPtr.Zero, utf8) : LinuxLibrary(IntPtr.Zero, utf8);
            }
            catch (DllNotFoundException exception)
            {
                throw new GraphicsException(
                    "vkGetInstanceProcAddr", 0, "no library", "Vulkan", false, "Install a graphics driver with Vulkan, or hand over the engine's vkGetInstanceProcAddr.", exception);
            }
        }

        [DllImport("vulkan-1", EntryPoint = "vkGetInstanceProcAddr")]
        private static extern IntPtr WindowsLibrary(IntPtr instance, byte* name);

        [DllImport("libvulkan.so.1", EntryPoint = "vkGetInstanceProcAddr")]
        private static extern IntPtr LinuxLibrary(IntPtr instance, byte* name);

        [DllImport("libvulkan.1.dylib", EntryPoint = "vkGetInstanceProcAddr")]
        private static extern IntPtr MacLibrary(IntPtr instance, byte* name);
    }
}

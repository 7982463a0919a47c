using System;

namespace DiffusionTextures.Graphics.Vulkan.Interop
{
    /// <summary>Functions of an instance, by their native names without the prefix.</summary>
    internal sealed unsafe class VulkanInstanceFunctions
    {
        public readonly delegate* unmanaged[Cdecl]<IntPtr, void*, void> DestroyInstance;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, uint*, IntPtr*, VkResult> EnumeratePhysicalDevices;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkPhysicalDeviceProperties*, void> GetPhysicalDeviceProperties;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, uint*, VkQueueFamilyProperties*, void> GetPhysicalDeviceQueueFamilyProperties;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkPhysicalDeviceMemoryProperties*, void> GetPhysicalDeviceMemoryProperties;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkFormat, int, int, VkImageUsageFlags, uint, VkImageFormatProperties*, VkResult> GetPhysicalDeviceImageFormatProperties;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkDeviceCreateInfo*, void*, IntPtr*, VkResult> CreateDevice;
        public readonly IntPtr GetDeviceProcAddr;

        /// <exception cref="GraphicsException">A function is missing.</exception>
        public VulkanInstanceFunctions(VulkanLoader loader, IntPtr instance)
        {
            IntPtr Load(string name) => loader.Load(instance, name);
            DestroyInstance = (delegate* unmanaged[Cdecl]<IntPtr, void*, void>)Load("vkDestroyInstance");
            EnumeratePhysicalDevices = (delegate* unmanaged[Cdecl]<IntPtr, uint*, IntPtr*, VkResult>)Load("vkEnumeratePhysicalDevices");
            GetPhysicalDeviceProperties = (delegate* unmanaged[Cdecl]<IntPtr, VkPhysicalDeviceProperties*, void>)Load("vkGetPhysicalDeviceProperties");
            GetPhysicalDeviceQueueFamilyProperties = (delegate* unmanaged[Cdecl]<IntPtr, uint*, VkQueueFamilyProperties*, void>)Load("vkGetPhysicalDeviceQueueFamilyProperties");
            GetPhysicalDeviceMemoryProperties = (delegate* unmanaged[Cdecl]<IntPtr, VkPhysicalDeviceMemoryProperties*, void>)Load("vkGetPhysicalDeviceMemoryProperties");
            GetPhysicalDeviceImageFormatProperties = (delegate* unmanaged[Cdecl]<IntPtr, VkFormat, int, int, VkImageUsageFlags, uint, VkImageFormatProperties*, VkResult>)Load("vkGetPhysicalDeviceImageFormatProperties");
            CreateDevice = (delegate* unmanaged[Cdecl]<IntPtr, VkDeviceCreateInfo*, void*, IntPtr*, VkResult>)Load("vkCreateDevice");
            GetDeviceProcAddr = Load("vkGetDeviceProcAddr");
        }
    }
}

using System;
using System.Runtime.InteropServices;

// The driver writes what nothing here assigns.
#pragma warning disable CS0649

namespace DiffusionTextures.Graphics.Vulkan.Interop
{
    internal unsafe struct VkApplicationInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public byte* pApplicationName;
        public uint applicationVersion;
        public byte* pEngineName;
        public uint engineVersion;
        public uint apiVersion;
    }

    internal unsafe struct VkInstanceCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public VkApplicationInfo* pApplicationInfo;
        public uint enabledLayerCount;
        public byte** ppEnabledLayerNames;
        public uint enabledExtensionCount;
        public byte** ppEnabledExtensionNames;
    }

    internal unsafe struct VkValidationFeaturesEXT
    {
        public VkStructureType sType;
        public void* pNext;
        public uint enabledValidationFeatureCount;
        public int* pEnabledValidationFeatures;
        public uint disabledValidationFeatureCount;
        public int* pDisabledValidationFeatures;
    }

    internal unsafe struct VkDebugUtilsMessengerCreateInfoEXT
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public uint messageSeverity;
        public uint messageType;
        public IntPtr pfnUserCallback;
        public void* pUserData;
    }

    internal unsafe struct VkDebugUtilsMessengerCallbackDataEXT
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public byte* pMessageIdName;
        public int messageIdNumber;
        public byte* pMessage;
    }

    internal unsafe struct VkDeviceQueueCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public uint queueFamilyIndex;
        public uint queueCount;
        public float* pQueuePriorities;
    }

    internal unsafe struct VkDeviceCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public uint queueCreateInfoCount;
        public VkDeviceQueueCreateInfo* pQueueCreateInfos;
        public uint enabledLayerCount;
        public byte** ppEnabledLayerNames;
        public uint enabledExtensionCount;
        public byte** ppEnabledExtensionNames;
        public void* pEnabledFeatures;
    }

    internal struct VkQueueFamilyProperties
    {
        public VkQueueFlags queueFlags;
        public uint queueCount;
        public uint timestampValidBits;
        public uint minImageTransferGranularityWidth;
        public uint minImageTransferGranularityHeight;
        public uint minImageTransferGranularityDepth;
    }

    /// <summary>Only the fields that are read here, at the places that the header gives them.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 824)]
    internal unsafe struct VkPhysicalDeviceProperties
    {
        public const int VK_PHYSICAL_DEVICE_TYPE_CPU = 4;

        [FieldOffset(16)]
        public int deviceType;

        [FieldOffset(20)]
        public fixed byte deviceName[256];

        [FieldOffset(300)]
        public uint maxImageDimension2D;

        [FieldOffset(324)]
        public uint maxStorageBufferRange;
    }

    /// <summary>Types are pairs of flags and heap; heaps are pairs of size and flags.</summary>
    internal unsafe struct VkPhysicalDeviceMemoryProperties
    {
        public uint memoryTypeCount;
        public fixed uint memoryTypes[64];
        public uint memoryHeapCount;
        public fixed ulong memoryHeaps[32];
    }
}

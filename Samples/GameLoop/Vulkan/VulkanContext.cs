using System.Runtime.InteropServices;
using GameLoop.Interop;

namespace GameLoop.Vulkan;

/// <summary>The game's own instance, device and one queue for everything.</summary>
internal sealed unsafe class VulkanContext : IDisposable
{
    private readonly ValidationMessages? _messages;
    private readonly VkPhysicalDeviceMemoryProperties _memory;

    /// <param name="surfaceExtensions">Instance extensions of the window system; empty for headless.</param>
    /// <param name="validate">Loads the validation layer, with synchronization validation.</param>
    /// <exception cref="VulkanException">There is no Vulkan 1.3 device with one queue for graphics and compute, or the validation layer is missing.</exception>
    public VulkanContext(IReadOnlyList<string> surfaceExtensions, bool validate)
    {
        _messages = validate ? new ValidationMessages() : null;
        Instance = CreateInstance(surfaceExtensions, _messages);
        _messages?.Listen(Instance);
        PhysicalDevice = FirstDevice(Instance, out var properties);
        DeviceName = Marshal.PtrToStringUTF8((nint)properties.deviceName)!;
        NanosecondsPerTick = properties.timestampPeriod;
        QueueFamily = GraphicsFamily(PhysicalDevice);
        Vk.vkGetPhysicalDeviceMemoryProperties(PhysicalDevice, out _memory);
        Vk.vkGetPhysicalDeviceFeatures(PhysicalDevice, out var features);
        HasAnisotropy = features.features[SamplerAnisotropyFeature] != 0 && properties.deviceType != VK_PHYSICAL_DEVICE_TYPE_CPU;
        Device = CreateDevice(PhysicalDevice, QueueFamily, surfaceExtensions.Count > 0, features);
        Vk.vkGetDeviceQueue(Device, QueueFamily, 0, out var queue);
        Queue = queue;
    }

    public nint Instance { get; }

    public nint PhysicalDevice { get; }

    public nint Device { get; }

    public nint Queue { get; }

    public uint QueueFamily { get; }

    public string DeviceName { get; }

    /// <summary>Whether samplers may be anisotropic. Not on a processor: lavapipe takes a hundred times longer with it.</summary>
    public bool HasAnisotropy { get; }

    /// <summary>Of the device's timestamps.</summary>
    public float NanosecondsPerTick { get; }

    /// <summary>What the validation layer has said; empty without it.</summary>
    public IReadOnlyList<string> Messages => _messages?.Texts ?? [];

    /// <summary>Memory for one buffer or image.</summary>
    /// <param name="requirements">As Vulkan states them.</param>
    /// <param name="properties">What the memory must be.</param>
    public ulong Allocate(in VkMemoryRequirements requirements, uint properties)
    {
        for (var type = 0; type < _memory.memoryTypeCount; type++)
        {
            if ((requirements.memoryTypeBits >> type & 1) != 0 && (_memory.memoryTypes[2 * type] & properties) == properties)
            {
                var info = new VkMemoryAllocateInfo { allocationSize = requirements.size, memoryTypeIndex = (uint)type };
                Vk.Check(Vk.vkAllocateMemory(Device, info, 0, out var memory));
                return memory;
            }
        }

        throw new VulkanException($"{DeviceName} has no memory with the properties 0x{properties:x}.");
    }

    /// <summary>Ends everything; what was made with this device must be gone.</summary>
    public void Dispose()
    {
        Vk.vkDestroyDevice(Device, 0);
        _messages?.StopListening();
        Vk.vkDestroyInstance(Instance, 0);
        _messages?.Dispose();
    }

    private static nint CreateInstance(IReadOnlyList<string> surfaceExtensions, ValidationMessages? messages)
    {
        var extensions = new NativeStrings(messages == null ? surfaceExtensions : [.. surfaceExtensions, "VK_EXT_debug_utils"]);
        var layers = new NativeStrings(messages == null ? [] : ["VK_LAYER_KHRONOS_validation"]);
        try
        {
            var synchronization = VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
            var listener = messages?.Info ?? default;
            var features = new VkValidationFeaturesEXT { pNext = &listener, enabledValidationFeatureCount = 1, pEnabledValidationFeatures = &synchronization };
            var application = new VkApplicationInfo { apiVersion = VK_API_VERSION_1_3 };
            var info = new VkInstanceCreateInfo
            {
                pNext = messages == null ? null : &features,
                pApplicationInfo = &application,
                enabledLayerCount = layers.Count,
                ppEnabledLayerNames = layers.Pointer,
                enabledExtensionCount = extensions.Count,
                ppEnabledExtensionNames = extensions.Pointer,
            };
            Vk.Check(Vk.vkCreateInstance(info, 0, out var instance));
            return instance;
        }
        finally
        {
            extensions.Dispose();
            layers.Dispose();
        }
    }

    private static nint FirstDevice(nint instance, out VkPhysicalDeviceProperties properties)
    {
        var count = 1u;
        nint device;
        Vk.Check(Vk.vkEnumeratePhysicalDevices(instance, ref count, &device));
        properties = default;
        if (count != 0)
        {
            Vk.vkGetPhysicalDeviceProperties(device, out properties);
        }

        return properties.apiVersion >= VK_API_VERSION_1_3
            ? device
            : throw new VulkanException("There is no Vulkan 1.3 device. Install a driver, such as Mesa's lavapipe (Debian: mesa-vulkan-drivers).");
    }

    private static uint GraphicsFamily(nint physicalDevice)
    {
        var count = 16u;
        var families = stackalloc VkQueueFamilyProperties[16];
        Vk.vkGetPhysicalDeviceQueueFamilyProperties(physicalDevice, ref count, families);
        const uint Wanted = VK_QUEUE_GRAPHICS_BIT | VK_QUEUE_COMPUTE_BIT;
        for (var family = 0u; family < count; family++)
        {
            if ((families[family].queueFlags & Wanted) == Wanted && families[family].timestampValidBits > 0)
            {
                return family;
            }
        }

        throw new VulkanException("The Vulkan device has no queue for graphics and compute with timestamps.");
    }

    private static nint CreateDevice(nint physicalDevice, uint family, bool hasWindow, in VkPhysicalDeviceFeatures supported)
    {
        var features = new VkPhysicalDeviceFeatures();
        features.features[SamplerAnisotropyFeature] = supported.features[SamplerAnisotropyFeature];

        var extensions = new NativeStrings(hasWindow ? ["VK_KHR_swapchain"] : []);
        try
        {
            var rendering = new VkPhysicalDeviceDynamicRenderingFeatures { dynamicRendering = 1 };
            var priority = 1f;
            var queue = new VkDeviceQueueCreateInfo { queueFamilyIndex = family, queueCount = 1, pQueuePriorities = &priority };
            var info = new VkDeviceCreateInfo
            {
                pNext = &rendering,
                queueCreateInfoCount = 1,
                pQueueCreateInfos = &queue,
                enabledExtensionCount = extensions.Count,
                ppEnabledExtensionNames = extensions.Pointer,
                pEnabledFeatures = &features,
            };
            Vk.Check(Vk.vkCreateDevice(physicalDevice, info, 0, out var device));
            return device;
        }
        finally
        {
            extensions.Dispose();
        }
    }
}

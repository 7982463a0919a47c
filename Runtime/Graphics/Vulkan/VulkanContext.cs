using System;
using System.Runtime.InteropServices;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>One adopted or created Vulkan device: its functions, its facts, and what its results mean.</summary>
    internal sealed unsafe class VulkanContext
    {
        private readonly VkPhysicalDeviceMemoryProperties _memory;
        private volatile string? _lostIn;

        /// <exception cref="GraphicsException">A function is missing.</exception>
        public VulkanContext(VulkanHandles handles, VulkanLoader loader)
        {
            Handles = handles;
            QueueLock = handles.QueueLock ?? new object();
            Instance = new VulkanInstanceFunctions(loader, handles.Instance);
            Functions = new VulkanDeviceFunctions(loader, Instance.GetDeviceProcAddr, handles.Device);
            VkPhysicalDeviceProperties properties;
            Instance.GetPhysicalDeviceProperties(handles.PhysicalDevice, &properties);
            Name = Marshal.PtrToStringAnsi((IntPtr)properties.deviceName) ?? "Vulkan";
            MaxImageSide = properties.maxImageDimension2D;
            MaxStorageRange = properties.maxStorageBufferRange;
            IsProcessor = properties.deviceType == VkPhysicalDeviceProperties.VK_PHYSICAL_DEVICE_TYPE_CPU;
            VkPhysicalDeviceMemoryProperties memory;
            Instance.GetPhysicalDeviceMemoryProperties(handles.PhysicalDevice, &memory);
            _memory = memory;
            HasCompute = (QueueFlags() & VkQueueFlags.VK_QUEUE_COMPUTE_BIT) != 0;
        }

        public VulkanHandles Handles { get; }

        public IntPtr Device => Handles.Device;

        public VulkanInstanceFunctions Instance { get; }

        public VulkanDeviceFunctions Functions { get; }

        /// <summary>Held around every submission.</summary>
        public object QueueLock { get; }

        public string Name { get; }

        /// <summary>Texels.</summary>
        public uint MaxImageSide { get; }

        /// <summary>Bytes that one storage buffer binding can see.</summary>
        public uint MaxStorageRange { get; }

        /// <summary>Whether the device is software on the processor.</summary>
        public bool IsProcessor { get; }

        /// <summary>Whether the queue runs compute shaders.</summary>
        public bool HasCompute { get; }

        /// <summary>Whether a call said that the device is lost.</summary>
        public bool IsLost => _lostIn != null;

        /// <exception cref="GraphicsException">The result is no success; it names the call, the code and the subject.</exception>
        public void Check(VkResult result, string call, object subject)
        {
            if (result != VkResult.VK_SUCCESS)
            {
                throw Failure(result, call, subject);
            }
        }

        /// <summary>The exception for a result; notes a lost device.</summary>
        public GraphicsException Failure(VkResult result, string call, object subject)
        {
            if (result == VkResult.VK_ERROR_DEVICE_LOST)
            {
                _lostIn ??= call;
            }

            return Describe(result, call, subject);
        }

        /// <summary>The exception for a result.</summary>
        public static GraphicsException Describe(VkResult result, string call, object subject)
        {
            var remedy = result switch
            {
                VkResult.VK_ERROR_DEVICE_LOST => "The device can do nothing any more: dispose it, and adopt or create another.",
                VkResult.VK_ERROR_OUT_OF_DEVICE_MEMORY => "Free textures, or ask for smaller ones, and try again.",
                VkResult.VK_ERROR_OUT_OF_HOST_MEMORY => "Free memory and try again.",
                VkResult.VK_TIMEOUT => "A semaphore of the hand-over may never have been signalled.",
                VkResult.VK_ERROR_FORMAT_NOT_SUPPORTED => "Choose another format.",
                VkResult.VK_ERROR_LAYER_NOT_PRESENT => "Install the validation layers, or ask for no validation messages.",
                _ => "Check the handles with the validation layer.",
            };
            return new GraphicsException(call, (int)result, result.ToString(), subject.ToString() ?? string.Empty, result == VkResult.VK_ERROR_DEVICE_LOST, remedy);
        }

        /// <exception cref="GraphicsException">The device was lost before; it names the call that said so.</exception>
        public void ThrowIfLost(object subject)
        {
            if (_lostIn != null)
            {
                throw Describe(VkResult.VK_ERROR_DEVICE_LOST, _lostIn, subject);
            }
        }

        /// <summary>The first memory type with the wanted flags, else with the needed ones.</summary>
        /// <exception cref="GraphicsException">There is none.</exception>
        public uint MemoryType(uint typeBits, VkMemoryPropertyFlags wanted, VkMemoryPropertyFlags needed, object subject)
        {
            return FindMemoryType(typeBits, wanted)
                ?? FindMemoryType(typeBits, needed)
                ?? throw Failure(VkResult.VK_ERROR_FEATURE_NOT_PRESENT, "vkGetPhysicalDeviceMemoryProperties", subject);
        }

        private uint? FindMemoryType(uint typeBits, VkMemoryPropertyFlags flags)
        {
            for (var i = 0; i < _memory.memoryTypeCount; i++)
            {
                if ((typeBits >> i & 1) != 0 && ((VkMemoryPropertyFlags)TypeFlags(i) & flags) == flags)
                {
                    return (uint)i;
                }
            }

            return null;
        }

        private uint TypeFlags(int type)
        {
            fixed (uint* types = _memory.memoryTypes)
            {
                return types[2 * type];
            }
        }

        private VkQueueFlags QueueFlags()
        {
            uint count = 0;
            Instance.GetPhysicalDeviceQueueFamilyProperties(Handles.PhysicalDevice, &count, null);
            var families = stackalloc VkQueueFamilyProperties[(int)count];
            Instance.GetPhysicalDeviceQueueFamilyProperties(Handles.PhysicalDevice, &count, families);
            return Handles.QueueFamily < count
                ? families[Handles.QueueFamily].queueFlags
                : throw new ArgumentException($"The device has queue families 0 to {count - 1}; {Handles.QueueFamily} was given.", nameof(VulkanHandles.QueueFamily));
        }
    }
}

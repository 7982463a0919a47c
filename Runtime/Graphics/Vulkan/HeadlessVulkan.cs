using System;
using System.Runtime.InteropServices;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>An instance and a device with one queue, without a window; with the validation layer where somebody listens.</summary>
    internal sealed unsafe class HeadlessVulkan : IDisposable
    {
        private const uint Version10 = 1u << 22;

        private readonly VulkanLoader _loader;
        private readonly ValidationMessenger? _messenger;
        private readonly VulkanInstanceFunctions? _instanceFunctions;
        private IntPtr _instance;
        private IntPtr _device;

        /// <exception cref="ArgumentOutOfRangeException">There is no device of that index.</exception>
        /// <exception cref="GraphicsException">Vulkan failed; nothing is left behind.</exception>
        public HeadlessVulkan(VulkanLoader loader, VulkanDeviceOptions options)
        {
            _loader = loader;
            try
            {
                _messenger = options.ValidationMessage == null ? null : new ValidationMessenger(options.ValidationMessage);
                CreateInstance();
                _instanceFunctions = new VulkanInstanceFunctions(loader, _instance);
                _messenger?.Create(loader, _instance);
                var physicalDevice = Choose(options.DeviceIndex);
                var family = ChooseFamily(physicalDevice);
                CreateDevice(physicalDevice, family);
                Handles = new VulkanHandles
                {
                    Instance = _instance,
                    PhysicalDevice = physicalDevice,
                    Device = _device,
                    Queue = GetQueue(family),
                    QueueFamily = family,
                    GetInstanceProcAddr = loader.GetInstanceProcAddr,
                    QueueLock = new object(),
                };
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public VulkanHandles Handles { get; } = null!;

        public void Dispose()
        {
            if (_device != IntPtr.Zero)
            {
                var destroy = (delegate* unmanaged[Cdecl]<IntPtr, void*, void>)_loader.LoadForDevice(_instanceFunctions!.GetDeviceProcAddr, _device, "vkDestroyDevice");
                destroy(_device, null);
                _device = IntPtr.Zero;
            }

            _messenger?.Dispose();
            if (_instance != IntPtr.Zero)
            {
                var destroy = (delegate* unmanaged[Cdecl]<IntPtr, void*, void>)_loader.Load(_instance, "vkDestroyInstance");
                destroy(_instance, null);
                _instance = IntPtr.Zero;
            }
        }

        private void CreateInstance()
        {
            var create = (delegate* unmanaged[Cdecl]<VkInstanceCreateInfo*, void*, IntPtr*, VkResult>)_loader.Load(IntPtr.Zero, "vkCreateInstance");
            var application = new VkApplicationInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_APPLICATION_INFO, apiVersion = Version10 };
            var info = new VkInstanceCreateInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO, pApplicationInfo = &application };
            IntPtr instance;
            var result = _messenger == null ? create(&info, null, &instance) : _messenger.CreateInstance(create, &info, &instance);
            if (result != VkResult.VK_SUCCESS)
            {
                throw VulkanContext.Describe(result, "vkCreateInstance", "an instance without a window");
            }

            _instance = instance;
        }

        private IntPtr Choose(int index)
        {
            const int Most = 16;
            var devices = stackalloc IntPtr[Most];
            uint count = Most;
            var result = _instanceFunctions!.EnumeratePhysicalDevices(_instance, &count, devices);
            if (result != VkResult.VK_SUCCESS)
            {
                throw VulkanContext.Describe(result, "vkEnumeratePhysicalDevices", "a device without a window");
            }

            return index >= 0 && index < count
                ? devices[index]
                : throw new ArgumentOutOfRangeException(nameof(VulkanDeviceOptions.DeviceIndex), index, $"There are {count} Vulkan devices here; indices count from 0.");
        }

        private uint ChooseFamily(IntPtr physicalDevice)
        {
            const uint Most = 32;
            var families = stackalloc VkQueueFamilyProperties[(int)Most];
            var count = Most;
            _instanceFunctions!.GetPhysicalDeviceQueueFamilyProperties(physicalDevice, &count, families);
            for (uint i = 0; i < count; i++)
            {
                if ((families[i].queueFlags & VkQueueFlags.VK_QUEUE_COMPUTE_BIT) != 0)
                {
                    return i;
                }
            }

            return 0;
        }

        private void CreateDevice(IntPtr physicalDevice, uint family)
        {
            var priority = 0.5f;
            var queue = new VkDeviceQueueCreateInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
                queueFamilyIndex = family,
                queueCount = 1,
                pQueuePriorities = &priority,
            };
            var info = new VkDeviceCreateInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO, queueCreateInfoCount = 1, pQueueCreateInfos = &queue };
            IntPtr device;
            var result = _instanceFunctions!.CreateDevice(physicalDevice, &info, null, &device);
            if (result != VkResult.VK_SUCCESS)
            {
                throw VulkanContext.Describe(result, "vkCreateDevice", "a device without a window");
            }

            _device = device;
        }

        private IntPtr GetQueue(uint family)
        {
            var get = (delegate* unmanaged[Cdecl]<IntPtr, uint, uint, IntPtr*, void>)_loader.LoadForDevice(_instanceFunctions!.GetDeviceProcAddr, _device, "vkGetDeviceQueue");
            IntPtr queue;
            get(_device, family, 0, &queue);
            return queue;
        }
    }
}

using System;
using System.Runtime.InteropServices;
using System.Text;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>Loads the validation layer with synchronization validation, and passes its warnings and errors on.</summary>
    internal sealed unsafe class ValidationMessenger : IDisposable
    {
        private const uint WarningsAndErrors = 0x100 | 0x1000;
        private const uint AllTypes = 7;
        private const int SynchronizationValidation = 4;

        private static readonly byte[] Layer = Encoding.ASCII.GetBytes("VK_LAYER_KHRONOS_validation\0");
        private static readonly byte[] Extension = Encoding.ASCII.GetBytes("VK_EXT_debug_utils\0");

        // Kept alive by the field: the driver calls it.
        private readonly Callback _callback;
        private delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> _destroy;
        private IntPtr _instance;
        private ulong _messenger;

        public ValidationMessenger(Action<string> listener)
        {
            _callback = (severity, types, data, user) =>
            {
                listener(Marshal.PtrToStringAnsi((IntPtr)data->pMessage) ?? string.Empty);
                return 0;
            };
        }

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate uint Callback(uint severity, uint types, VkDebugUtilsMessengerCallbackDataEXT* data, void* user);

        /// <summary>Creates an instance with the layer; messages of the creation itself are heard too.</summary>
        public VkResult CreateInstance(delegate* unmanaged[Cdecl]<VkInstanceCreateInfo*, void*, IntPtr*, VkResult> create, VkInstanceCreateInfo* info, IntPtr* instance)
        {
            var feature = SynchronizationValidation;
            var features = new VkValidationFeaturesEXT
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT,
                enabledValidationFeatureCount = 1,
                pEnabledValidationFeatures = &feature,
            };
            var messenger = Describe();
            messenger.pNext = &features;
            fixed (byte* layer = Layer, extension = Extension)
            {
                var (layers, extensions) = ((IntPtr)layer, (IntPtr)extension);
                info->pNext = &messenger;
                info->enabledLayerCount = 1;
                info->ppEnabledLayerNames = (byte**)&layers;
                info->enabledExtensionCount = 1;
                info->ppEnabledExtensionNames = (byte**)&extensions;
                return create(info, null, instance);
            }
        }

        /// <summary>Listens from now on.</summary>
        /// <exception cref="GraphicsException">Vulkan failed.</exception>
        public void Create(VulkanLoader loader, IntPtr instance)
        {
            var create = (delegate* unmanaged[Cdecl]<IntPtr, VkDebugUtilsMessengerCreateInfoEXT*, void*, ulong*, VkResult>)loader.Load(instance, "vkCreateDebugUtilsMessengerEXT");
            _destroy = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)loader.Load(instance, "vkDestroyDebugUtilsMessengerEXT");
            _instance = instance;
            var info = Describe();
            ulong messenger;
            var result = create(instance, &info, null, &messenger);
            if (result != VkResult.VK_SUCCESS)
            {
                throw VulkanContext.Describe(result, "vkCreateDebugUtilsMessengerEXT", "the validation messages");
            }

            _messenger = messenger;
        }

        public void Dispose()
        {
            if (_messenger != 0)
            {
                _destroy(_instance, _messenger, null);
                _messenger = 0;
            }

            GC.KeepAlive(_callback);
        }

        private VkDebugUtilsMessengerCreateInfoEXT Describe()
        {
            return new VkDebugUtilsMessengerCreateInfoEXT
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
                messageSeverity = WarningsAndErrors,
                messageType = AllTypes,
                pfnUserCallback = Marshal.GetFunctionPointerForDelegate(_callback),
            };
        }
    }
}

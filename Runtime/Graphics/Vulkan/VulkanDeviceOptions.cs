using System;

namespace DiffusionTextures
{
    /// <summary>How a Vulkan device works. Null means the package's own default.</summary>
    public sealed record VulkanDeviceOptions
    {
        /// <summary>Where texels are packed and mips are made.</summary>
        public VulkanUploadPath UploadPath { get; init; }

        /// <summary>Which physical device <see cref="VulkanDevice.CreateHeadless"/> takes, as vkEnumeratePhysicalDevices counts them. Unused by <see cref="VulkanDevice.Adopt"/>.</summary>
        public int DeviceIndex { get; init; }

        /// <summary>
        /// Told of every warning and error of the validation layer, which <see cref="VulkanDevice.CreateHeadless"/> then loads with
        /// synchronization validation on. Called from the driver, on any thread. Null: no validation. Unused by <see cref="VulkanDevice.Adopt"/>.
        /// </summary>
        public Action<string>? ValidationMessage { get; init; }
    }
}

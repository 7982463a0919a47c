using System;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>A VkImage, owned with its memory or the engine's.</summary>
    internal sealed unsafe class VulkanTexture : GraphicsTexture
    {
        private readonly VulkanDevice _device;
        private ulong _memory;

        private VulkanTexture(VulkanDevice device, TextureDescription description, VulkanTextureInfo info, bool isBorrowed)
            : base(device, description, isBorrowed)
        {
            _device = device;
            Image = info.Image;
            Usage = (VkImageUsageFlags)info.Usage;
            Layout = (VkImageLayout)info.Layout;
            QueueFamily = info.QueueFamily ?? device.Context.Handles.QueueFamily;
            HandOver = info.HandOver;
        }

        public ulong Image { get; private set; }

        public VkImageUsageFlags Usage { get; }

        /// <summary>The layout that the engine samples it in.</summary>
        public VkImageLayout Layout { get; }

        /// <summary>The family that samples it.</summary>
        public uint QueueFamily { get; }

        /// <summary>Gives the semaphores of an upload, or null.</summary>
        public Func<VulkanHandOver>? HandOver { get; }

        internal override ulong Handle => Image;

        /// <summary>The VkFormat of a pixel format.</summary>
        public static VkFormat FormatOf(PixelFormat format)
        {
            return format switch
            {
                PixelFormat.Rgba8Srgb => VkFormat.VK_FORMAT_R8G8B8A8_SRGB,
                PixelFormat.Rgba8 => VkFormat.VK_FORMAT_R8G8B8A8_UNORM,
                PixelFormat.R8 => VkFormat.VK_FORMAT_R8_UNORM,
                PixelFormat.R16 => VkFormat.VK_FORMAT_R16_UNORM,
                PixelFormat.Rg8 => VkFormat.VK_FORMAT_R8G8_UNORM,
                _ => VkFormat.VK_FORMAT_R16G16B16A16_SFLOAT,
            };
        }

        /// <summary>An image of the engine's.</summary>
        /// <exception cref="ArgumentException">What the engine says does not fit the description or an upload.</exception>
        public static VulkanTexture Wrap(VulkanDevice device, TextureDescription description, VulkanTextureInfo info)
        {
            if (info.Image == 0)
            {
                throw new ArgumentException($"The VkImage of the {description} is VK_NULL_HANDLE.", nameof(info));
            }

            if (info.Format != (int)FormatOf(description.Format))
            {
                throw new ArgumentException(
                    $"The VkImage has VkFormat {info.Format}, but the {description} is {FormatOf(description.Format)} ({(int)FormatOf(description.Format)}). Describe the image as it was made.",
                    nameof(info));
            }

            if ((info.Usage & (uint)VkImageUsageFlags.VK_IMAGE_USAGE_TRANSFER_DST_BIT) == 0)
            {
                throw new ArgumentException(
                    $"The VkImage of the {description} has the usage 0x{info.Usage:X}, without VK_IMAGE_USAGE_TRANSFER_DST_BIT (2). Make it with that flag.", nameof(info));
            }

            if (info.Layout is (int)VkImageLayout.VK_IMAGE_LAYOUT_UNDEFINED or (int)VkImageLayout.VK_IMAGE_LAYOUT_PREINITIALIZED)
            {
                throw new ArgumentException(
                    $"Layout {info.Layout} is none that an image can be brought to. Give the layout that the {description} is sampled in, such as 5 (SHADER_READ_ONLY_OPTIMAL).", nameof(info));
            }

            return new VulkanTexture(device, description, info, true);
        }

        /// <summary>An image of our own, all zero.</summary>
        /// <exception cref="GraphicsException">Vulkan failed; nothing is left behind.</exception>
        public static VulkanTexture Create(VulkanDevice device, TextureDescription description)
        {
            const VkImageUsageFlags Usage =
                VkImageUsageFlags.VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VkImageUsageFlags.VK_IMAGE_USAGE_TRANSFER_DST_BIT | VkImageUsageFlags.VK_IMAGE_USAGE_SAMPLED_BIT;
            var context = device.Context;
            var info = new VkImageCreateInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
                imageType = VkImageCreateInfo.VK_IMAGE_TYPE_2D,
                format = FormatOf(description.Format),
                width = (uint)description.Width,
                height = (uint)description.Height,
                depth = 1,
                mipLevels = (uint)description.LevelCount,
                arrayLayers = 1,
                samples = 1,
                usage = Usage,
            };
            VkImageFormatProperties limits;
            context.Check(
                context.Instance.GetPhysicalDeviceImageFormatProperties(context.Handles.PhysicalDevice, info.format, info.imageType, 0, Usage, 0, &limits),
                "vkGetPhysicalDeviceImageFormatProperties",
                description);
            if (info.width > limits.maxWidth || info.height > limits.maxHeight)
            {
                throw new ArgumentException($"'{context.Name}' has textures up to {limits.maxWidth}x{limits.maxHeight}; a {description} was asked for.", nameof(description));
            }

            ulong image;
            context.Check(context.Functions.CreateImage(context.Device, &info, null, &image), "vkCreateImage", description);
            var texture = new VulkanTexture(device, description, new VulkanTextureInfo { Image = image, Usage = (uint)Usage }, false);
            try
            {
                texture.Bind();
                ImageClear.Run(device, texture);
                return texture;
            }
            catch
            {
                texture.DisposeCore();
                throw;
            }
        }

        internal override TextureImage[] ReadBackCore() => ImageReadBack.Run(_device, this);

        internal override void DisposeCore()
        {
            if (!IsBorrowed)
            {
                var context = _device.Context;
                context.Functions.DestroyImage(context.Device, Image, null);
                context.Functions.FreeMemory(context.Device, _memory, null);
                Image = 0;
            }
        }

        private void Bind()
        {
            var context = _device.Context;
            VkMemoryRequirements requirements;
            context.Functions.GetImageMemoryRequirements(context.Device, Image, &requirements);
            _memory = VulkanMemory.Allocate(context, requirements, VkMemoryPropertyFlags.VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT, VkMemoryPropertyFlags.None, Description);
            context.Check(context.Functions.BindImageMemory(context.Device, Image, _memory, 0), "vkBindImageMemory", Description);
        }
    }
}

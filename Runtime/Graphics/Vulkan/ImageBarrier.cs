using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>The transitions of whole images around a transfer.</summary>
    internal static class ImageBarrier
    {
        /// <summary>What was there is overwritten: it is discarded, which needs neither its layout nor its ownership.</summary>
        public static VkImageMemoryBarrier BeforeWrite(VulkanTexture texture)
        {
            return Of(
                texture,
                VkAccessFlags.VK_ACCESS_MEMORY_WRITE_BIT,
                VkAccessFlags.VK_ACCESS_TRANSFER_WRITE_BIT,
                VkImageLayout.VK_IMAGE_LAYOUT_UNDEFINED,
                VkImageLayout.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
        }

        /// <summary>To the layout that the engine samples in, and to its queue family where that is another.</summary>
        public static VkImageMemoryBarrier AfterWrite(VulkanTexture texture, uint queueFamily)
        {
            var isReleased = texture.QueueFamily != queueFamily;
            var barrier = Of(
                texture,
                VkAccessFlags.VK_ACCESS_TRANSFER_WRITE_BIT,
                isReleased ? VkAccessFlags.None : VkAccessFlags.VK_ACCESS_MEMORY_READ_BIT,
                VkImageLayout.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                texture.Layout);
            if (isReleased)
            {
                barrier.srcQueueFamilyIndex = queueFamily;
                barrier.dstQueueFamilyIndex = texture.QueueFamily;
            }

            return barrier;
        }

        /// <summary>From one layout to another and its accesses.</summary>
        public static VkImageMemoryBarrier Of(VulkanTexture texture, VkAccessFlags source, VkAccessFlags destination, VkImageLayout from, VkImageLayout to)
        {
            return new VkImageMemoryBarrier
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER,
                srcAccessMask = source,
                dstAccessMask = destination,
                oldLayout = from,
                newLayout = to,
                srcQueueFamilyIndex = VkImageMemoryBarrier.VK_QUEUE_FAMILY_IGNORED,
                dstQueueFamilyIndex = VkImageMemoryBarrier.VK_QUEUE_FAMILY_IGNORED,
                image = texture.Image,
                subresourceRange = new VkImageSubresourceRange
                {
                    aspectMask = VkImageSubresourceRange.VK_IMAGE_ASPECT_COLOR_BIT,
                    levelCount = (uint)texture.Description.LevelCount,
                    layerCount = 1,
                },
            };
        }

        /// <summary>The copy between one level and a place in a buffer.</summary>
        public static VkBufferImageCopy Region(TextureDescription description, int level, long offset)
        {
            return new VkBufferImageCopy
            {
                bufferOffset = (ulong)offset,
                aspectMask = VkImageSubresourceRange.VK_IMAGE_ASPECT_COLOR_BIT,
                mipLevel = (uint)level,
                layerCount = 1,
                imageExtentWidth = (uint)description.LevelWidth(level),
                imageExtentHeight = (uint)description.LevelHeight(level),
                imageExtentDepth = 1,
            };
        }
    }
}

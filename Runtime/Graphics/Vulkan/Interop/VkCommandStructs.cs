using System;

// The driver writes what nothing here assigns.
#pragma warning disable CS0649

namespace DiffusionTextures.Graphics.Vulkan.Interop
{
    internal unsafe struct VkCommandPoolCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public uint queueFamilyIndex;
    }

    internal unsafe struct VkCommandBufferAllocateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public ulong commandPool;
        public int level;
        public uint commandBufferCount;
    }

    internal unsafe struct VkCommandBufferBeginInfo
    {
        public const uint VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT = 1;

        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public void* pInheritanceInfo;
    }

    internal unsafe struct VkSubmitInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint waitSemaphoreCount;
        public ulong* pWaitSemaphores;
        public VkPipelineStageFlags* pWaitDstStageMask;
        public uint commandBufferCount;
        public IntPtr* pCommandBuffers;
        public uint signalSemaphoreCount;
        public ulong* pSignalSemaphores;
    }

    internal unsafe struct VkTimelineSemaphoreSubmitInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint waitSemaphoreValueCount;
        public ulong* pWaitSemaphoreValues;
        public uint signalSemaphoreValueCount;
        public ulong* pSignalSemaphoreValues;
    }

    internal unsafe struct VkFenceCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
    }

    internal struct VkImageSubresourceRange
    {
        public const uint VK_IMAGE_ASPECT_COLOR_BIT = 1;

        public uint aspectMask;
        public uint baseMipLevel;
        public uint levelCount;
        public uint baseArrayLayer;
        public uint layerCount;
    }

    internal unsafe struct VkImageMemoryBarrier
    {
        public const uint VK_QUEUE_FAMILY_IGNORED = uint.MaxValue;

        public VkStructureType sType;
        public void* pNext;
        public VkAccessFlags srcAccessMask;
        public VkAccessFlags dstAccessMask;
        public VkImageLayout oldLayout;
        public VkImageLayout newLayout;
        public uint srcQueueFamilyIndex;
        public uint dstQueueFamilyIndex;
        public ulong image;
        public VkImageSubresourceRange subresourceRange;
    }

    internal unsafe struct VkMemoryBarrier
    {
        public VkStructureType sType;
        public void* pNext;
        public VkAccessFlags srcAccessMask;
        public VkAccessFlags dstAccessMask;
    }

    internal struct VkBufferCopy
    {
        public ulong srcOffset;
        public ulong dstOffset;
        public ulong size;
    }

    internal struct VkBufferImageCopy
    {
        public ulong bufferOffset;
        public uint bufferRowLength;
        public uint bufferImageHeight;
        public uint aspectMask;
        public uint mipLevel;
        public uint baseArrayLayer;
        public uint layerCount;
        public int imageOffsetX;
        public int imageOffsetY;
        public int imageOffsetZ;
        public uint imageExtentWidth;
        public uint imageExtentHeight;
        public uint imageExtentDepth;
    }
}

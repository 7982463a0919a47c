using System;

namespace DiffusionTextures
{
    /// <summary>What the engine says about a VkImage that it lends: two-dimensional, one layer, one sample, exclusive or concurrent.</summary>
    /// <remarks>
    /// An upload overwrites every level, so that it needs neither the image's layout nor its ownership before. It leaves the image in
    /// <see cref="Layout"/>; where <see cref="QueueFamily"/> is another than the device's, it releases it to that family, and the engine records
    /// the matching acquire: from VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL to <see cref="Layout"/>, all levels.
    /// </remarks>
    public sealed record VulkanTextureInfo
    {
        /// <summary>VkImage.</summary>
        public ulong Image { get; init; }

        /// <summary>The VkFormat that the image was made with.</summary>
        public int Format { get; init; }

        /// <summary>The VkImageUsageFlags that the image was made with; VK_IMAGE_USAGE_TRANSFER_DST_BIT (2) must be among them.</summary>
        public uint Usage { get; init; }

        /// <summary>The VkImageLayout that the engine samples the image in: VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL (5) unless said otherwise.</summary>
        public int Layout { get; init; } = 5;

        /// <summary>The queue family that samples an exclusive image. Null: the device's own, or the image is concurrent.</summary>
        public uint? QueueFamily { get; init; }

        /// <summary>
        /// Asked for the semaphores of each upload just before it is submitted, on the submitting thread and under the device's lock: it must not
        /// call the device. Of an upload that throws, nothing is signalled. Null: submission order is enough, as on the engine's own queue.
        /// </summary>
        public Func<VulkanHandOver>? HandOver { get; init; }
    }
}

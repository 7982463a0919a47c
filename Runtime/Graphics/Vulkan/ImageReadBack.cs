using System;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>Copies all levels of an image to the host, for tests and tools.</summary>
    internal static unsafe class ImageReadBack
    {
        /// <exception cref="InvalidOperationException">A borrowed image cannot be copied from.</exception>
        /// <exception cref="GraphicsException">Vulkan failed.</exception>
        public static TextureImage[] Run(VulkanDevice device, VulkanTexture texture)
        {
            if ((texture.Usage & VkImageUsageFlags.VK_IMAGE_USAGE_TRANSFER_SRC_BIT) == 0)
            {
                throw new InvalidOperationException($"The {texture} was made without VK_IMAGE_USAGE_TRANSFER_SRC_BIT and cannot be read back.");
            }

            var description = texture.Description;
            var places = new UploadLayout();
            places.Begin(new[] { new UploadPart(texture, MaterialMaps.None) });
            using var buffer = new VulkanBuffer(device.Context, places.ByteCount, VkBufferUsageFlags.VK_BUFFER_USAGE_TRANSFER_DST_BIT, true, description);
            device.Finish(Record(device, texture, places, buffer), description);
            var levels = new TextureImage[description.LevelCount];
            for (var level = 0; level < levels.Length; level++)
            {
                levels[level] = new TextureImage(description.LevelWidth(level), description.LevelHeight(level), description.Format);
                var pixels = levels[level].Pixels.Span;
                new ReadOnlySpan<byte>(buffer.Address + places.Offset(0, level), pixels.Length).CopyTo(pixels);
            }

            return levels;
        }

        private static Submission Record(VulkanDevice device, VulkanTexture texture, UploadLayout places, VulkanBuffer buffer)
        {
            const VkPipelineStageFlags All = VkPipelineStageFlags.VK_PIPELINE_STAGE_ALL_COMMANDS_BIT;
            const VkPipelineStageFlags Transfer = VkPipelineStageFlags.VK_PIPELINE_STAGE_TRANSFER_BIT;
            const VkImageLayout Source = VkImageLayout.VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
            var functions = device.Context.Functions;
            var submission = device.Submissions.Begin();
            var commands = submission.CommandBuffer;
            var before = ImageBarrier.Of(texture, VkAccessFlags.VK_ACCESS_MEMORY_WRITE_BIT, VkAccessFlags.VK_ACCESS_TRANSFER_READ_BIT, texture.Layout, Source);
            functions.CmdPipelineBarrier(commands, All, Transfer, 0, 0, null, 0, null, 1, &before);
            for (var level = 0; level < texture.Description.LevelCount; level++)
            {
                var region = ImageBarrier.Region(texture.Description, level, places.Offset(0, level));
                functions.CmdCopyImageToBuffer(commands, texture.Image, Source, buffer.Handle, 1, &region);
            }

            var after = ImageBarrier.Of(texture, VkAccessFlags.None, VkAccessFlags.VK_ACCESS_MEMORY_READ_BIT, Source, texture.Layout);
            functions.CmdPipelineBarrier(commands, Transfer, All, 0, 0, null, 0, null, 1, &after);
            var copied = new VkMemoryBarrier
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                srcAccessMask = VkAccessFlags.VK_ACCESS_TRANSFER_WRITE_BIT,
                dstAccessMask = VkAccessFlags.VK_ACCESS_HOST_READ_BIT,
            };
            functions.CmdPipelineBarrier(commands, Transfer, VkPipelineStageFlags.VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &copied, 0, null, 0, null);
            return submission;
        }
    }
}

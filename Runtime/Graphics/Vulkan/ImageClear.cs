using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>Makes a new image all zero, by a copy: clearing needs a graphics or compute queue, copying works on every one.</summary>
    internal static unsafe class ImageClear
    {
        /// <exception cref="GraphicsException">Vulkan failed.</exception>
        public static void Run(VulkanDevice device, VulkanTexture texture)
        {
            const VkBufferUsageFlags Usage = VkBufferUsageFlags.VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VkBufferUsageFlags.VK_BUFFER_USAGE_TRANSFER_DST_BIT;
            var description = texture.Description;
            using var zeros = new VulkanBuffer(device.Context, description.LevelByteCount(0), Usage, false, description);
            var functions = device.Context.Functions;
            var submission = device.Submissions.Begin();
            var commands = submission.CommandBuffer;
            functions.CmdFillBuffer(commands, zeros.Handle, 0, ulong.MaxValue, 0);
            var filled = new VkMemoryBarrier
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                srcAccessMask = VkAccessFlags.VK_ACCESS_TRANSFER_WRITE_BIT,
                dstAccessMask = VkAccessFlags.VK_ACCESS_TRANSFER_READ_BIT,
            };
            const VkPipelineStageFlags Transfer = VkPipelineStageFlags.VK_PIPELINE_STAGE_TRANSFER_BIT;
            var before = ImageBarrier.BeforeWrite(texture);
            functions.CmdPipelineBarrier(commands, Transfer, Transfer, 0, 1, &filled, 0, null, 1, &before);
            for (var level = 0; level < description.LevelCount; level++)
            {
                var region = ImageBarrier.Region(description, level, 0);
                functions.CmdCopyBufferToImage(commands, zeros.Handle, texture.Image, VkImageLayout.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region);
            }

            var after = ImageBarrier.AfterWrite(texture, device.Context.Handles.QueueFamily);
            functions.CmdPipelineBarrier(commands, Transfer, VkPipelineStageFlags.VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, 0, 0, null, 0, null, 1, &after);
            device.Finish(submission, description);
        }
    }
}

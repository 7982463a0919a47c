using DiffusionTextures;
using GameLoop.Interop;

namespace GameLoop.Vulkan;

/// <summary>Brings a finished frame to the processor as a picture.</summary>
internal sealed unsafe class FrameGrabber : IDisposable
{
    private readonly FrameImages _images;
    private readonly GpuBuffer _buffer;

    public FrameGrabber(VulkanContext context, FrameImages images)
    {
        _images = images;
        _buffer = new GpuBuffer(context, images.Width * images.Height * 4, VK_BUFFER_USAGE_TRANSFER_DST_BIT);
    }

    /// <summary>Records the copy of the resolved picture, which lies ready to be copied.</summary>
    public void Record(nint commands)
    {
        var region = new VkBufferImageCopy
        {
            imageSubresource = new VkImageSubresourceLayers { aspectMask = VK_IMAGE_ASPECT_COLOR_BIT, layerCount = 1 },
            width = (uint)_images.Width,
            height = (uint)_images.Height,
            depth = 1,
        };
        Vk.vkCmdCopyImageToBuffer(commands, _images.Resolved.Handle, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, _buffer.Handle, 1, region);
        var barrier = new VkMemoryBarrier { srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT, dstAccessMask = VK_ACCESS_HOST_READ_BIT };
        Vk.vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &barrier, 0, 0, 0, null);
    }

    /// <summary>The picture, once the frame is done.</summary>
    public TextureImage ToImage() => new(_images.Width, _images.Height, PixelFormat.Rgba8Srgb, _buffer.Bytes.ToArray());

    public void Dispose() => _buffer.Dispose();
}

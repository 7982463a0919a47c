using GameLoop.Interop;

namespace GameLoop.Vulkan;

/// <summary>What a frame is drawn into: multisampled colour and depth, and the picture that they are resolved to.</summary>
internal sealed class FrameImages : IDisposable
{
    public FrameImages(VulkanContext context, int width, int height)
    {
        Width = width;
        Height = height;
        Colour = Create(context, GraphicsPipelines.ColourFormat, GraphicsPipelines.Samples, VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT);
        Depth = Create(context, GraphicsPipelines.DepthFormat, GraphicsPipelines.Samples, VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT);
        Resolved = Create(
            context, GraphicsPipelines.ColourFormat, VK_SAMPLE_COUNT_1_BIT, VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT);
    }

    public int Width { get; }

    public int Height { get; }

    public GpuImage Colour { get; }

    public GpuImage Depth { get; }

    public GpuImage Resolved { get; }

    public void Dispose()
    {
        Resolved.Dispose();
        Depth.Dispose();
        Colour.Dispose();
    }

    private GpuImage Create(VulkanContext context, int format, uint samples, uint usage)
    {
        return new GpuImage(context, new VkImageCreateInfo { format = format, width = (uint)Width, height = (uint)Height, samples = samples, usage = usage });
    }
}

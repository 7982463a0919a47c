using System.Numerics;
using GameLoop.Interop;

namespace GameLoop.Vulkan;

/// <summary>A two-dimensional image with memory of its own and one view of all its levels.</summary>
internal sealed unsafe class GpuImage : IDisposable
{
    private readonly VulkanContext _context;
    private readonly ulong _memory;

    public GpuImage(VulkanContext context, in VkImageCreateInfo info)
    {
        _context = context;
        Levels = info.mipLevels;
        Format = info.format;
        Aspect = info.format == VK_FORMAT_D32_SFLOAT ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT;
        Vk.Check(Vk.vkCreateImage(context.Device, info, 0, out var image));
        Handle = image;
        Vk.vkGetImageMemoryRequirements(context.Device, image, out var requirements);
        _memory = context.Allocate(requirements, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
        Vk.Check(Vk.vkBindImageMemory(context.Device, image, _memory, 0));
        Vk.Check(Vk.vkCreateImageView(context.Device, new VkImageViewCreateInfo { image = image, format = info.format, subresourceRange = Range }, 0, out var view));
        View = view;
    }

    public ulong Handle { get; }

    public ulong View { get; }

    public uint Levels { get; }

    public int Format { get; }

    /// <summary>Every level.</summary>
    public VkImageSubresourceRange Range => new() { aspectMask = Aspect, levelCount = Levels, layerCount = 1 };

    private uint Aspect { get; }

    /// <summary>Levels of a picture down to 1x1.</summary>
    public static uint AllLevels(int side) => (uint)BitOperations.Log2((uint)side) + 1;

    /// <summary>Records a change of layout of every level, and what must be done before and wait until after.</summary>
    public void Transition(nint commands, int from, int to, uint before, uint wrote, uint after, uint reads)
    {
        Transition(commands, Handle, Range, from, to, before, wrote, after, reads);
    }

    /// <summary>As above for an image that is not ours, such as the window's.</summary>
    public static void Transition(nint commands, ulong image, in VkImageSubresourceRange range, int from, int to, uint before, uint wrote, uint after, uint reads)
    {
        var barrier = new VkImageMemoryBarrier
        {
            srcAccessMask = wrote,
            dstAccessMask = reads,
            oldLayout = from,
            newLayout = to,
            image = image,
            subresourceRange = range,
        };
        Vk.vkCmdPipelineBarrier(commands, before, after, 0, 0, null, 0, 0, 1, &barrier);
    }

    public void Dispose()
    {
        Vk.vkDestroyImageView(_context.Device, View, 0);
        Vk.vkDestroyImage(_context.Device, Handle, 0);
        Vk.vkFreeMemory(_context.Device, _memory, 0);
    }
}

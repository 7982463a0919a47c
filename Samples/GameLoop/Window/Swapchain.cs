using GameLoop.Interop;
using GameLoop.Vulkan;

namespace GameLoop.Window;

/// <summary>The window's images. A frame's picture is copied to the next one, scaled where the window has another size.</summary>
internal sealed unsafe class Swapchain : IDisposable
{
    private readonly VulkanContext _context;
    private readonly ulong _surface;
    private ulong _swapchain;
    private ulong[] _images = [];
    private ulong[] _drawn = [];
    private uint _width;
    private uint _height;
    private uint _current;

    /// <param name="context">The device.</param>
    /// <param name="surface">The window's surface; destroyed with this.</param>
    /// <exception cref="VulkanException">The device cannot present here.</exception>
    public Swapchain(VulkanContext context, ulong surface)
    {
        _context = context;
        _surface = surface;
        Vk.Check(Vk.vkGetPhysicalDeviceSurfaceSupportKHR(context.PhysicalDevice, context.QueueFamily, surface, out var isSupported));
        if (isSupported == 0)
        {
            throw new VulkanException($"{context.DeviceName} cannot present to this window. Say --headless.");
        }

        Recreate();
    }

    /// <summary>Signalled when the frame is drawn; the presentation waits for it.</summary>
    public ulong Drawn => _drawn[_current];

    /// <summary>Takes the next image; false when the window has just changed and this frame cannot be shown.</summary>
    /// <param name="acquired">Signalled when the image may be written.</param>
    public bool Acquire(ulong acquired)
    {
        var result = Vk.vkAcquireNextImageKHR(_context.Device, _swapchain, Forever, acquired, 0, out _current);
        if (result == VK_ERROR_OUT_OF_DATE_KHR)
        {
            Recreate();
            return false;
        }

        Vk.Check(result, "vkAcquireNextImageKHR()");
        return true;
    }

    /// <summary>Records the copy of a finished frame.</summary>
    public void RecordCopy(nint commands, FrameImages frame)
    {
        var whole = new VkImageSubresourceLayers { aspectMask = VK_IMAGE_ASPECT_COLOR_BIT, layerCount = 1 };
        var range = new VkImageSubresourceRange { aspectMask = VK_IMAGE_ASPECT_COLOR_BIT, levelCount = 1, layerCount = 1 };
        var blit = new VkImageBlit
        {
            srcSubresource = whole,
            srcX1 = frame.Width,
            srcY1 = frame.Height,
            srcZ1 = 1,
            dstSubresource = whole,
            dstX1 = (int)_width,
            dstY1 = (int)_height,
            dstZ1 = 1,
        };
        GpuImage.Transition(
            commands, _images[_current], range, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
            VK_PIPELINE_STAGE_TRANSFER_BIT, 0, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_TRANSFER_WRITE_BIT);
        Vk.vkCmdBlitImage(
            commands, frame.Resolved.Handle, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, _images[_current], VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, blit,
            frame.Width == _width && frame.Height == _height ? VK_FILTER_NEAREST : VK_FILTER_LINEAR);
        GpuImage.Transition(
            commands, _images[_current], range, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_PRESENT_SRC_KHR,
            VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_TRANSFER_WRITE_BIT, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, 0);
    }

    /// <summary>Shows the image once it is drawn.</summary>
    public void Present()
    {
        var (swapchain, image, drawn) = (_swapchain, _current, Drawn);
        var info = new VkPresentInfoKHR { waitSemaphoreCount = 1, pWaitSemaphores = &drawn, swapchainCount = 1, pSwapchains = &swapchain, pImageIndices = &image };
        var result = Vk.vkQueuePresentKHR(_context.Queue, info);
        if (result is VK_ERROR_OUT_OF_DATE_KHR or VK_SUBOPTIMAL_KHR)
        {
            Recreate();
            return;
        }

        Vk.Check(result, "vkQueuePresentKHR()");
    }

    public void Dispose()
    {
        DestroyImages(_swapchain);
        Vk.vkDestroySurfaceKHR(_context.Instance, _surface, 0);
    }

    private void Recreate()
    {
        Vk.Check(Vk.vkGetPhysicalDeviceSurfaceCapabilitiesKHR(_context.PhysicalDevice, _surface, out var capabilities));
        var formatCount = 32u;
        var formats = stackalloc VkSurfaceFormatKHR[32];
        Vk.Check(Vk.vkGetPhysicalDeviceSurfaceFormatsKHR(_context.PhysicalDevice, _surface, ref formatCount, formats));
        var format = formats[0];
        for (var i = 0; i < formatCount; i++)
        {
            format = formats[i].format is VK_FORMAT_B8G8R8A8_SRGB or VK_FORMAT_R8G8B8A8_SRGB ? formats[i] : format;
        }

        (_width, _height) = (capabilities.currentWidth, capabilities.currentHeight);
        var old = _swapchain;
        var info = new VkSwapchainCreateInfoKHR
        {
            surface = _surface,
            minImageCount = Math.Max(3, capabilities.minImageCount),
            imageFormat = format.format,
            imageColorSpace = format.colorSpace,
            width = _width,
            height = _height,
            imageUsage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
            preTransform = capabilities.currentTransform,
            compositeAlpha = VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR,
            presentMode = VK_PRESENT_MODE_FIFO_KHR,
            clipped = 1,
            oldSwapchain = old,
        };
        Vk.Check(Vk.vkCreateSwapchainKHR(_context.Device, info, 0, out _swapchain));
        DestroyImages(old);

        var count = 16u;
        var images = stackalloc ulong[16];
        Vk.Check(Vk.vkGetSwapchainImagesKHR(_context.Device, _swapchain, ref count, images));
        _images = new ReadOnlySpan<ulong>(images, (int)count).ToArray();
        _drawn = Array.ConvertAll(_images, _ =>
        {
            Vk.Check(Vk.vkCreateSemaphore(_context.Device, new VkSemaphoreCreateInfo(), 0, out var semaphore));
            return semaphore;
        });
    }

    private void DestroyImages(ulong swapchain)
    {
        if (swapchain == 0)
        {
            return;
        }

        _ = Vk.vkDeviceWaitIdle(_context.Device);
        foreach (var semaphore in _drawn)
        {
            Vk.vkDestroySemaphore(_context.Device, semaphore, 0);
        }

        Vk.vkDestroySwapchainKHR(_context.Device, swapchain, 0);
    }
}

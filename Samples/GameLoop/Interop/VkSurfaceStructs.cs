namespace GameLoop.Interop;

// The structures of vulkan_core.h and vulkan_xcb.h around a window.
internal unsafe struct VkXcbSurfaceCreateInfoKHR()
{
    public int sType = VK_STRUCTURE_TYPE_XCB_SURFACE_CREATE_INFO_KHR;
    public void* pNext;
    public uint flags;
    public nint connection;
    public uint window;
}

internal struct VkSurfaceCapabilitiesKHR
{
    public uint minImageCount, maxImageCount, currentWidth, currentHeight, minWidth, minHeight, maxWidth, maxHeight;
    public uint maxImageArrayLayers, supportedTransforms, currentTransform, supportedCompositeAlpha, supportedUsageFlags;
}

internal struct VkSurfaceFormatKHR
{
    public int format, colorSpace;
}

internal unsafe struct VkSwapchainCreateInfoKHR()
{
    public int sType = VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR;
    public void* pNext;
    public uint flags;
    public ulong surface;
    public uint minImageCount;
    public int imageFormat, imageColorSpace;
    public uint width, height, imageArrayLayers = 1, imageUsage;
    public int imageSharingMode;
    public uint queueFamilyIndexCount;
    public uint* pQueueFamilyIndices;
    public uint preTransform, compositeAlpha;
    public int presentMode;
    public uint clipped;
    public ulong oldSwapchain;
}

internal unsafe struct VkPresentInfoKHR()
{
    public int sType = VK_STRUCTURE_TYPE_PRESENT_INFO_KHR;
    public void* pNext;
    public uint waitSemaphoreCount;
    public ulong* pWaitSemaphores;
    public uint swapchainCount;
    public ulong* pSwapchains;
    public uint* pImageIndices;
    public int* pResults;
}

using System;
using Silk.NET.Vulkan;

namespace DiffusionTextures.SilkVulkan;

/// <summary>Silk.NET's Vulkan objects as devices and textures of this package.</summary>
public static class SilkVulkan
{
    /// <summary>Works on the engine's device and queue.</summary>
    /// <param name="instance">Of the device.</param>
    /// <param name="physicalDevice">Of the device.</param>
    /// <param name="device">The engine's device.</param>
    /// <param name="queue">The queue that uploads are submitted to.</param>
    /// <param name="queueFamily">The queue's family.</param>
    /// <param name="queueLock">What the engine locks around its own submissions, or null.</param>
    /// <param name="options">Null for the defaults.</param>
    public static VulkanDevice Adopt(
        Instance instance, PhysicalDevice physicalDevice, Device device, Queue queue, uint queueFamily, object? queueLock = null, VulkanDeviceOptions? options = null)
    {
        var handles = new VulkanHandles
        {
            Instance = instance.Handle,
            PhysicalDevice = physicalDevice.Handle,
            Device = device.Handle,
            Queue = queue.Handle,
            QueueFamily = queueFamily,
            QueueLock = queueLock,
        };
        return VulkanDevice.Adopt(handles, options);
    }

    /// <summary>Writes to an image that the engine made.</summary>
    /// <param name="device">The adopted device.</param>
    /// <param name="image">A plain 2D image.</param>
    /// <param name="created">What the image was made with.</param>
    /// <param name="layout">In which the engine samples it.</param>
    /// <exception cref="ArgumentException">The image's format is none of <see cref="PixelFormat"/>.</exception>
    public static GraphicsTexture Borrow(
        this VulkanDevice device, Image image, in ImageCreateInfo created, ImageLayout layout = ImageLayout.ShaderReadOnlyOptimal)
    {
        var info = new VulkanTextureInfo
        {
            Image = image.Handle,
            Format = (int)created.Format,
            Usage = (uint)created.Usage,
            Layout = (int)layout,
        };
        var description = new TextureDescription((int)created.Extent.Width, (int)created.Extent.Height, ToPixelFormat(created.Format))
        {
            MipLevels = (int)created.MipLevels,
        };
        return device.Borrow(info, description);
    }

    /// <summary>The image of a texture of this package. Lent: valid until the texture is disposed.</summary>
    public static Image GetImage(this GraphicsTexture texture) => new(texture.NativeHandle);

    private static PixelFormat ToPixelFormat(Format format) => format switch
    {
        Format.R8G8B8A8Srgb => PixelFormat.Rgba8Srgb,
        Format.R8G8B8A8Unorm => PixelFormat.Rgba8,
        Format.R8Unorm => PixelFormat.R8,
        Format.R16Unorm => PixelFormat.R16,
        Format.R8G8Unorm => PixelFormat.Rg8,
        Format.R16G16B16A16Sfloat => PixelFormat.Rgba16Float,
        _ => throw new ArgumentException($"{format} is no format of a texture here. Make the image with one that PixelFormat has.", nameof(format)),
    };
}

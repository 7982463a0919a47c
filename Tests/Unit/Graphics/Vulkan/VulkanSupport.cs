using System.Collections.Concurrent;

namespace DiffusionTextures.Tests.Graphics.Vulkan;

/// <summary>Whether this machine has Vulkan with the validation layer, and what the layer says.</summary>
internal static class VulkanSupport
{
    private static readonly Lazy<string?> Obstacle = new(FindObstacle);

    /// <summary>Every warning and error since the last look.</summary>
    public static ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>Ignores the running test where Vulkan cannot be had.</summary>
    public static void Require()
    {
        Requirement.Check("vulkan", Obstacle.Value == null, $"{Obstacle.Value} Debian: mesa-vulkan-drivers vulkan-validationlayers libvulkan1.");
    }

    /// <summary>A device of our own, watched by the validation layer.</summary>
    public static VulkanDevice Create(VulkanUploadPath path, IntPtr getInstanceProcAddr = 0)
    {
        Require();
        return VulkanDevice.CreateThrough(getInstanceProcAddr, new VulkanDeviceOptions { UploadPath = path, ValidationMessage = Messages.Enqueue });
    }

    /// <summary>Takes the messages so far.</summary>
    public static string[] TakeMessages()
    {
        var messages = Messages.ToArray();
        Messages.Clear();
        return messages;
    }

    private static string? FindObstacle()
    {
        try
        {
            VulkanDevice.CreateHeadless(new VulkanDeviceOptions { ValidationMessage = _ => { } }).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is GraphicsException or ArgumentOutOfRangeException)
        {
            return exception.Message;
        }
    }
}

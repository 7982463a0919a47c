using Silk.NET.Vulkan;

namespace DiffusionTextures.Adapters.Tests;

public class SilkVulkanTests
{
    [Test]
    public void Adopt_NullHandles_ReachesTheDevicesOwnCheck()
    {
        Assert.That(
            () => SilkVulkan.SilkVulkan.Adopt(default, default, default, default, 0),
            Throws.ArgumentException.With.Message.Contains("VkInstance").Or.Message.Contains("Instance"));
    }
}

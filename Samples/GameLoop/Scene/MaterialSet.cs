using GameLoop.Interop;
using GameLoop.Vulkan;

namespace GameLoop.Scene;

/// <summary>The game's six textures of one material, with mips, and the descriptor set that binds them. Gray clay until something is written.</summary>
internal sealed class MaterialSet : IDisposable
{
    /// <summary>What the images may be used for.</summary>
    public const uint Usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;

    // In the order of the shader's bindings: albedo, normal, height, roughness, metallic, occlusion.
    private static readonly (int Format, VkClearColorValue Clay)[] Kinds =
    [
        (VK_FORMAT_R8G8B8A8_SRGB, new VkClearColorValue { r = 0.36f, g = 0.34f, b = 0.32f, a = 1 }),
        (VK_FORMAT_R8G8B8A8_UNORM, new VkClearColorValue { r = 0.5f, g = 0.5f, b = 1, a = 1 }),
        (VK_FORMAT_R16_UNORM, new VkClearColorValue { r = 1, a = 1 }),
        (VK_FORMAT_R8_UNORM, new VkClearColorValue { r = 0.62f, a = 1 }),
        (VK_FORMAT_R8_UNORM, new VkClearColorValue { a = 1 }),
        (VK_FORMAT_R8_UNORM, new VkClearColorValue { r = 1, a = 1 }),
    ];

    public MaterialSet(VulkanContext context, DescriptorSets descriptors, ulong sampler, int side)
    {
        Side = side;
        Maps = Array.ConvertAll(Kinds, kind => new GpuImage(context, Describe(kind.Format, side)));
        Descriptor = descriptors.ForMaterial(Maps, sampler);
    }

    /// <summary>Width and height in texels.</summary>
    public int Side { get; }

    public GpuImage[] Maps { get; }

    public ulong Descriptor { get; }

    /// <summary>Records filling every level with clay; afterwards shaders may read.</summary>
    public void Clear(nint commands)
    {
        for (var i = 0; i < Maps.Length; i++)
        {
            Maps[i].Transition(
                commands, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT, 0, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_TRANSFER_WRITE_BIT);
            Vk.vkCmdClearColorImage(commands, Maps[i].Handle, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, Kinds[i].Clay, 1, Maps[i].Range);
            Maps[i].Transition(
                commands, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_TRANSFER_WRITE_BIT, VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT, VK_ACCESS_SHADER_READ_BIT);
        }
    }

    public void Dispose()
    {
        foreach (var map in Maps)
        {
            map.Dispose();
        }
    }

    private static VkImageCreateInfo Describe(int format, int side) => new()
    {
        format = format,
        width = (uint)side,
        height = (uint)side,
        mipLevels = GpuImage.AllLevels(side),
        usage = Usage,
    };
}

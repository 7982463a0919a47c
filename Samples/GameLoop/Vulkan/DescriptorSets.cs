using GameLoop.Interop;

namespace GameLoop.Vulkan;

/// <summary>The two kinds of descriptor sets: a frame's uniforms, and a material's six maps.</summary>
internal sealed unsafe class DescriptorSets : IDisposable
{
    private const uint MostSets = 16;

    private readonly VulkanContext _context;
    private readonly ulong _pool;

    public DescriptorSets(VulkanContext context)
    {
        _context = context;
        FrameLayout = Layout(1, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT);
        MaterialLayout = Layout(6, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, VK_SHADER_STAGE_FRAGMENT_BIT);
        var sizes = stackalloc VkDescriptorPoolSize[]
        {
            new VkDescriptorPoolSize { type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, descriptorCount = MostSets },
            new VkDescriptorPoolSize { type = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, descriptorCount = 6 * MostSets },
        };
        var pool = new VkDescriptorPoolCreateInfo { maxSets = MostSets, poolSizeCount = 2, pPoolSizes = sizes };
        Vk.Check(Vk.vkCreateDescriptorPool(context.Device, pool, 0, out _pool));
    }

    public ulong FrameLayout { get; }

    public ulong MaterialLayout { get; }

    /// <summary>A set for one frame's uniforms.</summary>
    public ulong ForFrame(GpuBuffer uniforms)
    {
        var set = Allocate(FrameLayout);
        var buffer = new VkDescriptorBufferInfo { buffer = uniforms.Handle, range = (ulong)uniforms.Bytes.Length };
        var write = new VkWriteDescriptorSet { dstSet = set, descriptorType = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, pBufferInfo = &buffer };
        Vk.vkUpdateDescriptorSets(_context.Device, 1, write, 0, 0);
        return set;
    }

    /// <summary>A set for six maps, in the order of the shader's bindings.</summary>
    public ulong ForMaterial(IReadOnlyList<GpuImage> maps, ulong sampler)
    {
        var set = Allocate(MaterialLayout);
        for (var binding = 0; binding < maps.Count; binding++)
        {
            var image = new VkDescriptorImageInfo { sampler = sampler, imageView = maps[binding].View, imageLayout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL };
            var write = new VkWriteDescriptorSet
            {
                dstSet = set,
                dstBinding = (uint)binding,
                descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
                pImageInfo = &image,
            };
            Vk.vkUpdateDescriptorSets(_context.Device, 1, write, 0, 0);
        }

        return set;
    }

    public void Dispose()
    {
        Vk.vkDestroyDescriptorPool(_context.Device, _pool, 0);
        Vk.vkDestroyDescriptorSetLayout(_context.Device, MaterialLayout, 0);
        Vk.vkDestroyDescriptorSetLayout(_context.Device, FrameLayout, 0);
    }

    private ulong Allocate(ulong layout)
    {
        Vk.Check(Vk.vkAllocateDescriptorSets(_context.Device, new VkDescriptorSetAllocateInfo { descriptorPool = _pool, descriptorSetCount = 1, pSetLayouts = &layout }, out var set));
        return set;
    }

    private ulong Layout(uint count, int type, uint stages)
    {
        var bindings = stackalloc VkDescriptorSetLayoutBinding[(int)count];
        for (var i = 0u; i < count; i++)
        {
            bindings[i] = new VkDescriptorSetLayoutBinding { binding = i, descriptorType = type, descriptorCount = 1, stageFlags = stages };
        }

        Vk.Check(Vk.vkCreateDescriptorSetLayout(_context.Device, new VkDescriptorSetLayoutCreateInfo { bindingCount = count, pBindings = bindings }, 0, out var layout));
        return layout;
    }
}

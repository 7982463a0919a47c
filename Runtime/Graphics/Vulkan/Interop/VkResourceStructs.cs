// The driver writes what nothing here assigns.
#pragma warning disable CS0649

namespace DiffusionTextures.Graphics.Vulkan.Interop
{
    internal struct VkMemoryRequirements
    {
        public ulong size;
        public ulong alignment;
        public uint memoryTypeBits;
    }

    internal unsafe struct VkMemoryAllocateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public ulong allocationSize;
        public uint memoryTypeIndex;
    }

    internal unsafe struct VkBufferCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public ulong size;
        public VkBufferUsageFlags usage;
        public int sharingMode;
        public uint queueFamilyIndexCount;
        public uint* pQueueFamilyIndices;
    }

    internal unsafe struct VkImageCreateInfo
    {
        public const int VK_IMAGE_TYPE_2D = 1;

        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public int imageType;
        public VkFormat format;
        public uint width;
        public uint height;
        public uint depth;
        public uint mipLevels;
        public uint arrayLayers;
        public int samples;
        public int tiling;
        public VkImageUsageFlags usage;
        public int sharingMode;
        public uint queueFamilyIndexCount;
        public uint* pQueueFamilyIndices;
        public VkImageLayout initialLayout;
    }

    internal struct VkImageFormatProperties
    {
        public uint maxWidth;
        public uint maxHeight;
        public uint maxDepth;
        public uint maxMipLevels;
        public uint maxArrayLayers;
        public uint sampleCounts;
        public ulong maxResourceSize;
    }

    internal unsafe struct VkShaderModuleCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public nuint codeSize;
        public byte* pCode;
    }

    internal unsafe struct VkDescriptorSetLayoutBinding
    {
        public uint binding;
        public int descriptorType;
        public uint descriptorCount;
        public uint stageFlags;
        public ulong* pImmutableSamplers;
    }

    internal unsafe struct VkDescriptorSetLayoutCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public uint bindingCount;
        public VkDescriptorSetLayoutBinding* pBindings;
    }

    internal struct VkPushConstantRange
    {
        public uint stageFlags;
        public uint offset;
        public uint size;
    }

    internal unsafe struct VkPipelineLayoutCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public uint setLayoutCount;
        public ulong* pSetLayouts;
        public uint pushConstantRangeCount;
        public VkPushConstantRange* pPushConstantRanges;
    }

    internal unsafe struct VkPipelineShaderStageCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public uint stage;
        public ulong module;
        public byte* pName;
        public void* pSpecializationInfo;
    }

    internal unsafe struct VkComputePipelineCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public VkPipelineShaderStageCreateInfo stage;
        public ulong layout;
        public ulong basePipelineHandle;
        public int basePipelineIndex;
    }

    internal struct VkDescriptorPoolSize
    {
        public int type;
        public uint descriptorCount;
    }

    internal unsafe struct VkDescriptorPoolCreateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public uint flags;
        public uint maxSets;
        public uint poolSizeCount;
        public VkDescriptorPoolSize* pPoolSizes;
    }

    internal unsafe struct VkDescriptorSetAllocateInfo
    {
        public VkStructureType sType;
        public void* pNext;
        public ulong descriptorPool;
        public uint descriptorSetCount;
        public ulong* pSetLayouts;
    }

    internal struct VkDescriptorBufferInfo
    {
        public ulong buffer;
        public ulong offset;
        public ulong range;
    }

    internal unsafe struct VkWriteDescriptorSet
    {
        public const int VK_DESCRIPTOR_TYPE_STORAGE_BUFFER = 7;

        public VkStructureType sType;
        public void* pNext;
        public ulong dstSet;
        public uint dstBinding;
        public uint dstArrayElement;
        public uint descriptorCount;
        public int descriptorType;
        public void* pImageInfo;
        public VkDescriptorBufferInfo* pBufferInfo;
        public ulong* pTexelBufferView;
    }
}

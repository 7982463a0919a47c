using System.Runtime.InteropServices;

namespace GameLoop.Interop;

// The structures of vulkan_core.h that this program fills in, verbatim but for what it never sets. Handles are nint (dispatchable) or ulong.
internal unsafe struct VkApplicationInfo()
{
    public int sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    public void* pNext;
    public byte* pApplicationName;
    public uint applicationVersion;
    public byte* pEngineName;
    public uint engineVersion, apiVersion;
}

internal unsafe struct VkInstanceCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
    public void* pNext;
    public uint flags;
    public VkApplicationInfo* pApplicationInfo;
    public uint enabledLayerCount;
    public byte** ppEnabledLayerNames;
    public uint enabledExtensionCount;
    public byte** ppEnabledExtensionNames;
}

internal unsafe struct VkValidationFeaturesEXT()
{
    public int sType = VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT;
    public void* pNext;
    public uint enabledValidationFeatureCount;
    public int* pEnabledValidationFeatures;
    public uint disabledValidationFeatureCount;
    public int* pDisabledValidationFeatures;
}

internal unsafe struct VkDebugUtilsMessengerCreateInfoEXT()
{
    public int sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT;
    public void* pNext;
    public uint flags, messageSeverity, messageType;
    public delegate* unmanaged[Cdecl]<uint, uint, VkDebugUtilsMessengerCallbackDataEXT*, void*, uint> pfnUserCallback;
    public void* pUserData;
}

internal unsafe struct VkDebugUtilsMessengerCallbackDataEXT
{
    public int sType;
    public void* pNext;
    public uint flags;
    public byte* pMessageIdName;
    public int messageIdNumber;
    public byte* pMessage;
}

/// <summary>824 bytes; only the fields that are read.</summary>
[StructLayout(LayoutKind.Explicit, Size = 824)]
internal unsafe struct VkPhysicalDeviceProperties
{
    [FieldOffset(0)] public uint apiVersion;
    [FieldOffset(16)] public int deviceType;
    [FieldOffset(20)] public fixed byte deviceName[256];
    [FieldOffset(720)] public float timestampPeriod;
}

internal unsafe struct VkPhysicalDeviceFeatures
{
    public fixed uint features[55];
}

internal unsafe struct VkPhysicalDeviceMemoryProperties
{
    public uint memoryTypeCount;
    public fixed uint memoryTypes[64];
    public uint memoryHeapCount;
    public fixed ulong memoryHeaps[32];
}

internal struct VkQueueFamilyProperties
{
    public uint queueFlags, queueCount, timestampValidBits, granularityWidth, granularityHeight, granularityDepth;
}

internal unsafe struct VkDeviceQueueCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
    public void* pNext;
    public uint flags, queueFamilyIndex, queueCount;
    public float* pQueuePriorities;
}

internal unsafe struct VkPhysicalDeviceDynamicRenderingFeatures()
{
    public int sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DYNAMIC_RENDERING_FEATURES;
    public void* pNext;
    public uint dynamicRendering;
}

internal unsafe struct VkDeviceCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
    public void* pNext;
    public uint flags, queueCreateInfoCount;
    public VkDeviceQueueCreateInfo* pQueueCreateInfos;
    public uint enabledLayerCount;
    public byte** ppEnabledLayerNames;
    public uint enabledExtensionCount;
    public byte** ppEnabledExtensionNames;
    public VkPhysicalDeviceFeatures* pEnabledFeatures;
}

internal struct VkMemoryRequirements
{
    public ulong size, alignment;
    public uint memoryTypeBits;
}

internal unsafe struct VkMemoryAllocateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
    public void* pNext;
    public ulong allocationSize;
    public uint memoryTypeIndex;
}

internal unsafe struct VkBufferCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    public void* pNext;
    public uint flags;
    public ulong size;
    public uint usage;
    public int sharingMode;
    public uint queueFamilyIndexCount;
    public uint* pQueueFamilyIndices;
}

internal unsafe struct VkImageCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    public void* pNext;
    public uint flags;
    public int imageType = VK_IMAGE_TYPE_2D;
    public int format;
    public uint width, height, depth = 1, mipLevels = 1, arrayLayers = 1, samples = VK_SAMPLE_COUNT_1_BIT;
    public int tiling;
    public uint usage;
    public int sharingMode;
    public uint queueFamilyIndexCount;
    public uint* pQueueFamilyIndices;
    public int initialLayout;
}

internal struct VkImageSubresourceRange
{
    public uint aspectMask, baseMipLevel, levelCount, baseArrayLayer, layerCount;
}

internal struct VkImageSubresourceLayers
{
    public uint aspectMask, mipLevel, baseArrayLayer, layerCount;
}

internal unsafe struct VkImageViewCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
    public void* pNext;
    public uint flags;
    public ulong image;
    public int viewType = VK_IMAGE_VIEW_TYPE_2D;
    public int format;
    public int swizzleR, swizzleG, swizzleB, swizzleA;
    public VkImageSubresourceRange subresourceRange;
}

internal unsafe struct VkSamplerCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO;
    public void* pNext;
    public uint flags;
    public int magFilter, minFilter, mipmapMode, addressModeU, addressModeV, addressModeW;
    public float mipLodBias;
    public uint anisotropyEnable;
    public float maxAnisotropy;
    public uint compareEnable;
    public int compareOp;
    public float minLod, maxLod;
    public int borderColor;
    public uint unnormalizedCoordinates;
}

internal unsafe struct VkShaderModuleCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO;
    public void* pNext;
    public uint flags;
    public nuint codeSize;
    public byte* pCode;
}

internal unsafe struct VkDescriptorSetLayoutBinding
{
    public uint binding;
    public int descriptorType;
    public uint descriptorCount, stageFlags;
    public ulong* pImmutableSamplers;
}

internal unsafe struct VkDescriptorSetLayoutCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO;
    public void* pNext;
    public uint flags, bindingCount;
    public VkDescriptorSetLayoutBinding* pBindings;
}

internal struct VkDescriptorPoolSize
{
    public int type;
    public uint descriptorCount;
}

internal unsafe struct VkDescriptorPoolCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO;
    public void* pNext;
    public uint flags, maxSets, poolSizeCount;
    public VkDescriptorPoolSize* pPoolSizes;
}

internal unsafe struct VkDescriptorSetAllocateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO;
    public void* pNext;
    public ulong descriptorPool;
    public uint descriptorSetCount;
    public ulong* pSetLayouts;
}

internal struct VkDescriptorImageInfo
{
    public ulong sampler, imageView;
    public int imageLayout;
}

internal struct VkDescriptorBufferInfo
{
    public ulong buffer, offset, range;
}

internal unsafe struct VkWriteDescriptorSet()
{
    public int sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
    public void* pNext;
    public ulong dstSet;
    public uint dstBinding, dstArrayElement, descriptorCount = 1;
    public int descriptorType;
    public VkDescriptorImageInfo* pImageInfo;
    public VkDescriptorBufferInfo* pBufferInfo;
    public ulong* pTexelBufferView;
}

internal struct VkPushConstantRange
{
    public uint stageFlags, offset, size;
}

internal unsafe struct VkPipelineLayoutCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO;
    public void* pNext;
    public uint flags, setLayoutCount;
    public ulong* pSetLayouts;
    public uint pushConstantRangeCount;
    public VkPushConstantRange* pPushConstantRanges;
}

internal unsafe struct VkCommandPoolCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;
    public void* pNext;
    public uint flags, queueFamilyIndex;
}

internal unsafe struct VkCommandBufferAllocateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
    public void* pNext;
    public ulong commandPool;
    public int level;
    public uint commandBufferCount;
}

internal unsafe struct VkCommandBufferBeginInfo()
{
    public int sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
    public void* pNext;
    public uint flags;
    public void* pInheritanceInfo;
}

internal unsafe struct VkFenceCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO;
    public void* pNext;
    public uint flags;
}

internal unsafe struct VkSemaphoreCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
    public void* pNext;
    public uint flags;
}

internal unsafe struct VkQueryPoolCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO;
    public void* pNext;
    public uint flags;
    public int queryType;
    public uint queryCount, pipelineStatistics;
}

internal unsafe struct VkSubmitInfo()
{
    public int sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    public void* pNext;
    public uint waitSemaphoreCount;
    public ulong* pWaitSemaphores;
    public uint* pWaitDstStageMask;
    public uint commandBufferCount;
    public nint* pCommandBuffers;
    public uint signalSemaphoreCount;
    public ulong* pSignalSemaphores;
}

internal unsafe struct VkImageMemoryBarrier()
{
    public int sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER;
    public void* pNext;
    public uint srcAccessMask, dstAccessMask;
    public int oldLayout, newLayout;
    public uint srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED, dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    public ulong image;
    public VkImageSubresourceRange subresourceRange;
}

internal unsafe struct VkMemoryBarrier()
{
    public int sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER;
    public void* pNext;
    public uint srcAccessMask, dstAccessMask;
}

internal struct VkRect2D
{
    public int x, y;
    public uint width, height;
}

internal struct VkViewport
{
    public float x, y, width, height, minDepth, maxDepth;
}

internal unsafe struct VkRenderingAttachmentInfo()
{
    public int sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
    public void* pNext;
    public ulong imageView;
    public int imageLayout;
    public uint resolveMode;
    public ulong resolveImageView;
    public int resolveImageLayout;
    public int loadOp, storeOp;
    public float clear0, clear1, clear2, clear3;
}

internal unsafe struct VkRenderingInfo()
{
    public int sType = VK_STRUCTURE_TYPE_RENDERING_INFO;
    public void* pNext;
    public uint flags;
    public VkRect2D renderArea;
    public uint layerCount = 1, viewMask, colorAttachmentCount;
    public VkRenderingAttachmentInfo* pColorAttachments, pDepthAttachment, pStencilAttachment;
}

internal struct VkBufferImageCopy
{
    public ulong bufferOffset;
    public uint bufferRowLength, bufferImageHeight;
    public VkImageSubresourceLayers imageSubresource;
    public int x, y, z;
    public uint width, height, depth;
}

internal struct VkImageBlit
{
    public VkImageSubresourceLayers srcSubresource;
    public int srcX0, srcY0, srcZ0, srcX1, srcY1, srcZ1;
    public VkImageSubresourceLayers dstSubresource;
    public int dstX0, dstY0, dstZ0, dstX1, dstY1, dstZ1;
}

internal struct VkClearColorValue
{
    public float r, g, b, a;
}

using System;

namespace DiffusionTextures.Graphics.Vulkan.Interop
{
    /// <summary>What a Vulkan call returned.</summary>
    internal enum VkResult
    {
        VK_SUCCESS = 0,
        VK_NOT_READY = 1,
        VK_TIMEOUT = 2,
        VK_ERROR_OUT_OF_HOST_MEMORY = -1,
        VK_ERROR_OUT_OF_DEVICE_MEMORY = -2,
        VK_ERROR_INITIALIZATION_FAILED = -3,
        VK_ERROR_DEVICE_LOST = -4,
        VK_ERROR_MEMORY_MAP_FAILED = -5,
        VK_ERROR_LAYER_NOT_PRESENT = -6,
        VK_ERROR_EXTENSION_NOT_PRESENT = -7,
        VK_ERROR_FEATURE_NOT_PRESENT = -8,
        VK_ERROR_INCOMPATIBLE_DRIVER = -9,
        VK_ERROR_TOO_MANY_OBJECTS = -10,
        VK_ERROR_FORMAT_NOT_SUPPORTED = -11,
        VK_ERROR_FRAGMENTED_POOL = -12,
        VK_ERROR_UNKNOWN = -13,
        VK_ERROR_OUT_OF_POOL_MEMORY = -1000069000,
    }

    /// <summary>The first field of most structures.</summary>
    internal enum VkStructureType
    {
        VK_STRUCTURE_TYPE_APPLICATION_INFO = 0,
        VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO = 1,
        VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO = 2,
        VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO = 3,
        VK_STRUCTURE_TYPE_SUBMIT_INFO = 4,
        VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO = 5,
        VK_STRUCTURE_TYPE_FENCE_CREATE_INFO = 8,
        VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO = 12,
        VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO = 14,
        VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO = 16,
        VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO = 18,
        VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO = 29,
        VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO = 30,
        VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO = 32,
        VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO = 33,
        VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO = 34,
        VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET = 35,
        VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO = 39,
        VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO = 40,
        VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO = 42,
        VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER = 45,
        VK_STRUCTURE_TYPE_MEMORY_BARRIER = 46,
        VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT = 1000128004,
        VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO = 1000207003,
        VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT = 1000247000,
    }

    /// <summary>How texels are stored.</summary>
    internal enum VkFormat
    {
        VK_FORMAT_R8_UNORM = 9,
        VK_FORMAT_R8G8_UNORM = 16,
        VK_FORMAT_R8G8B8A8_UNORM = 37,
        VK_FORMAT_R8G8B8A8_SRGB = 43,
        VK_FORMAT_R16_UNORM = 70,
        VK_FORMAT_R16G16B16A16_SFLOAT = 97,
    }

    /// <summary>How an image lies in memory.</summary>
    internal enum VkImageLayout
    {
        VK_IMAGE_LAYOUT_UNDEFINED = 0,
        VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL = 5,
        VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL = 6,
        VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL = 7,
        VK_IMAGE_LAYOUT_PREINITIALIZED = 8,
    }

    /// <summary>What an image may be used for.</summary>
    [Flags]
    internal enum VkImageUsageFlags : uint
    {
        VK_IMAGE_USAGE_TRANSFER_SRC_BIT = 1,
        VK_IMAGE_USAGE_TRANSFER_DST_BIT = 2,
        VK_IMAGE_USAGE_SAMPLED_BIT = 4,
    }

    /// <summary>What a buffer may be used for.</summary>
    [Flags]
    internal enum VkBufferUsageFlags : uint
    {
        VK_BUFFER_USAGE_TRANSFER_SRC_BIT = 1,
        VK_BUFFER_USAGE_TRANSFER_DST_BIT = 2,
        VK_BUFFER_USAGE_STORAGE_BUFFER_BIT = 0x20,
    }

    /// <summary>What memory can do.</summary>
    [Flags]
    internal enum VkMemoryPropertyFlags : uint
    {
        None = 0,
        VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT = 1,
        VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT = 2,
        VK_MEMORY_PROPERTY_HOST_COHERENT_BIT = 4,
        VK_MEMORY_PROPERTY_HOST_CACHED_BIT = 8,
    }

    /// <summary>What a queue can do.</summary>
    [Flags]
    internal enum VkQueueFlags : uint
    {
        VK_QUEUE_GRAPHICS_BIT = 1,
        VK_QUEUE_COMPUTE_BIT = 2,
        VK_QUEUE_TRANSFER_BIT = 4,
    }

    /// <summary>Where in the pipeline.</summary>
    [Flags]
    internal enum VkPipelineStageFlags : uint
    {
        VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT = 0x800,
        VK_PIPELINE_STAGE_TRANSFER_BIT = 0x1000,
        VK_PIPELINE_STAGE_HOST_BIT = 0x4000,
        VK_PIPELINE_STAGE_ALL_COMMANDS_BIT = 0x10000,
    }

    /// <summary>What memory is accessed for.</summary>
    [Flags]
    internal enum VkAccessFlags : uint
    {
        None = 0,
        VK_ACCESS_SHADER_READ_BIT = 0x20,
        VK_ACCESS_SHADER_WRITE_BIT = 0x40,
        VK_ACCESS_TRANSFER_READ_BIT = 0x800,
        VK_ACCESS_TRANSFER_WRITE_BIT = 0x1000,
        VK_ACCESS_HOST_READ_BIT = 0x2000,
        VK_ACCESS_MEMORY_READ_BIT = 0x8000,
        VK_ACCESS_MEMORY_WRITE_BIT = 0x10000,
    }
}

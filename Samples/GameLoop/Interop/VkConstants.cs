namespace GameLoop.Interop;

/// <summary>The values of vulkan_core.h that this program uses, under their own names.</summary>
internal static class VkConstants
{
    public const int VK_SUCCESS = 0;
    public const int VK_SUBOPTIMAL_KHR = 1000001003;
    public const int VK_ERROR_OUT_OF_DATE_KHR = -1000001004;
    public const uint VK_API_VERSION_1_3 = (1u << 22) | (3u << 12);
    public const uint VK_QUEUE_FAMILY_IGNORED = uint.MaxValue;
    public const int VK_PHYSICAL_DEVICE_TYPE_CPU = 4;
    public const ulong Forever = ulong.MaxValue;

    public const int VK_STRUCTURE_TYPE_APPLICATION_INFO = 0;
    public const int VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO = 1;
    public const int VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO = 2;
    public const int VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO = 3;
    public const int VK_STRUCTURE_TYPE_SUBMIT_INFO = 4;
    public const int VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO = 5;
    public const int VK_STRUCTURE_TYPE_FENCE_CREATE_INFO = 8;
    public const int VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO = 9;
    public const int VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO = 11;
    public const int VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO = 12;
    public const int VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO = 14;
    public const int VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO = 15;
    public const int VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO = 16;
    public const int VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO = 18;
    public const int VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO = 19;
    public const int VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO = 20;
    public const int VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO = 22;
    public const int VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO = 23;
    public const int VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO = 24;
    public const int VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO = 25;
    public const int VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO = 26;
    public const int VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO = 27;
    public const int VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO = 28;
    public const int VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO = 30;
    public const int VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO = 31;
    public const int VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO = 32;
    public const int VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO = 33;
    public const int VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO = 34;
    public const int VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET = 35;
    public const int VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO = 39;
    public const int VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO = 40;
    public const int VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO = 42;
    public const int VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER = 45;
    public const int VK_STRUCTURE_TYPE_MEMORY_BARRIER = 46;
    public const int VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR = 1000001000;
    public const int VK_STRUCTURE_TYPE_PRESENT_INFO_KHR = 1000001001;
    public const int VK_STRUCTURE_TYPE_XCB_SURFACE_CREATE_INFO_KHR = 1000005000;
    public const int VK_STRUCTURE_TYPE_RENDERING_INFO = 1000044000;
    public const int VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO = 1000044001;
    public const int VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO = 1000044002;
    public const int VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DYNAMIC_RENDERING_FEATURES = 1000044003;
    public const int VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT = 1000128004;
    public const int VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT = 1000247000;

    public const int VK_FORMAT_R8_UNORM = 9;
    public const int VK_FORMAT_R8G8B8A8_UNORM = 37;
    public const int VK_FORMAT_R8G8B8A8_SRGB = 43;
    public const int VK_FORMAT_B8G8R8A8_SRGB = 50;
    public const int VK_FORMAT_R16_UNORM = 70;
    public const int VK_FORMAT_R32G32_SFLOAT = 103;
    public const int VK_FORMAT_R32G32B32_SFLOAT = 106;
    public const int VK_FORMAT_D32_SFLOAT = 126;

    public const int VK_IMAGE_LAYOUT_UNDEFINED = 0;
    public const int VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL = 2;
    public const int VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL = 3;
    public const int VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL = 5;
    public const int VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL = 6;
    public const int VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL = 7;
    public const int VK_IMAGE_LAYOUT_PRESENT_SRC_KHR = 1000001002;

    public const uint VK_IMAGE_USAGE_TRANSFER_SRC_BIT = 0x1;
    public const uint VK_IMAGE_USAGE_TRANSFER_DST_BIT = 0x2;
    public const uint VK_IMAGE_USAGE_SAMPLED_BIT = 0x4;
    public const uint VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT = 0x10;
    public const uint VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT = 0x20;
    public const uint VK_IMAGE_ASPECT_COLOR_BIT = 0x1;
    public const uint VK_IMAGE_ASPECT_DEPTH_BIT = 0x2;
    public const int VK_IMAGE_TYPE_2D = 1;
    public const int VK_IMAGE_VIEW_TYPE_2D = 1;

    public const uint VK_BUFFER_USAGE_TRANSFER_SRC_BIT = 0x1;
    public const uint VK_BUFFER_USAGE_TRANSFER_DST_BIT = 0x2;
    public const uint VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT = 0x10;
    public const uint VK_BUFFER_USAGE_INDEX_BUFFER_BIT = 0x40;
    public const uint VK_BUFFER_USAGE_VERTEX_BUFFER_BIT = 0x80;
    public const uint VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT = 0x1;
    public const uint VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT = 0x2;
    public const uint VK_MEMORY_PROPERTY_HOST_COHERENT_BIT = 0x4;

    public const uint VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT = 0x1;
    public const uint VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT = 0x80;
    public const uint VK_PIPELINE_STAGE_EARLY_FRAGMENT_TESTS_BIT = 0x100;
    public const uint VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT = 0x200;
    public const uint VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT = 0x400;
    public const uint VK_PIPELINE_STAGE_TRANSFER_BIT = 0x1000;
    public const uint VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT = 0x2000;
    public const uint VK_PIPELINE_STAGE_HOST_BIT = 0x4000;
    public const uint VK_ACCESS_SHADER_READ_BIT = 0x20;
    public const uint VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT = 0x100;
    public const uint VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_READ_BIT = 0x200;
    public const uint VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT = 0x400;
    public const uint VK_ACCESS_TRANSFER_READ_BIT = 0x800;
    public const uint VK_ACCESS_TRANSFER_WRITE_BIT = 0x1000;
    public const uint VK_ACCESS_HOST_READ_BIT = 0x2000;

    public const uint VK_QUEUE_GRAPHICS_BIT = 0x1;
    public const uint VK_QUEUE_COMPUTE_BIT = 0x2;
    public const uint VK_SHADER_STAGE_VERTEX_BIT = 0x1;
    public const uint VK_SHADER_STAGE_FRAGMENT_BIT = 0x10;
    public const int VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER = 1;
    public const int VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER = 6;
    public const int VK_PIPELINE_BIND_POINT_GRAPHICS = 0;
    public const int VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST = 3;
    public const uint VK_CULL_MODE_NONE = 0;
    public const uint VK_CULL_MODE_BACK_BIT = 2;
    public const int VK_FRONT_FACE_COUNTER_CLOCKWISE = 0;
    public const int VK_COMPARE_OP_LESS_OR_EQUAL = 3;
    public const int VK_DYNAMIC_STATE_VIEWPORT = 0;
    public const int VK_DYNAMIC_STATE_SCISSOR = 1;
    public const uint VK_SAMPLE_COUNT_1_BIT = 1;
    public const uint VK_SAMPLE_COUNT_4_BIT = 4;
    public const uint VK_COLOR_COMPONENT_RGBA = 0xf;
    public const int VK_FILTER_NEAREST = 0;
    public const int VK_FILTER_LINEAR = 1;
    public const int VK_SAMPLER_MIPMAP_MODE_LINEAR = 1;
    public const int VK_SAMPLER_ADDRESS_MODE_REPEAT = 0;
    public const int VK_ATTACHMENT_LOAD_OP_CLEAR = 1;
    public const int VK_ATTACHMENT_LOAD_OP_DONT_CARE = 2;
    public const int VK_ATTACHMENT_STORE_OP_DONT_CARE = 1;
    public const uint VK_RESOLVE_MODE_AVERAGE_BIT = 2;
    public const int VK_INDEX_TYPE_UINT16 = 0;
    public const uint VK_COMMAND_POOL_CREATE_TRANSIENT_BIT = 1;
    public const uint VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT = 1;
    public const uint VK_FENCE_CREATE_SIGNALED_BIT = 1;
    public const int VK_QUERY_TYPE_TIMESTAMP = 2;
    public const uint VK_QUERY_RESULT_64_BIT = 1;
    public const uint VK_QUERY_RESULT_WAIT_BIT = 2;

    public const int VK_PRESENT_MODE_FIFO_KHR = 2;
    public const uint VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR = 1;

    public const uint VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT = 0x100;
    public const uint VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT = 0x1000;
    public const uint VK_DEBUG_UTILS_MESSAGE_TYPE_ALL = 0x7;
    public const int VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT = 4;

    /// <summary>Places in <c>VkPhysicalDeviceFeatures</c>, which is 55 times VkBool32.</summary>
    public const int SamplerAnisotropyFeature = 19;
}

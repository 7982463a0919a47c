using GameLoop.Interop;
using GameLoop.Scene;

namespace GameLoop.Vulkan;

/// <summary>The sky's and the surfaces' pipelines, and the layout that both have.</summary>
internal sealed unsafe class GraphicsPipelines : IDisposable
{
    /// <summary>Every fragment that is drawn is drawn to images of these.</summary>
    public const int ColourFormat = VK_FORMAT_R8G8B8A8_SRGB;
    public const int DepthFormat = VK_FORMAT_D32_SFLOAT;
    public const uint Samples = VK_SAMPLE_COUNT_4_BIT;

    private readonly VulkanContext _context;

    public GraphicsPipelines(VulkanContext context, DescriptorSets descriptors)
    {
        _context = context;
        var sets = stackalloc ulong[] { descriptors.FrameLayout, descriptors.MaterialLayout };
        var push = new VkPushConstantRange { stageFlags = VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, size = sizeof(uint) };
        var layout = new VkPipelineLayoutCreateInfo { setLayoutCount = 2, pSetLayouts = sets, pushConstantRangeCount = 1, pPushConstantRanges = &push };
        Vk.Check(Vk.vkCreatePipelineLayout(context.Device, layout, 0, out var handle));
        Layout = handle;
        Sky = Create("sky", hasVertices: false);
        Surface = Create("surface", hasVertices: true);
    }

    public ulong Layout { get; }

    public ulong Sky { get; }

    public ulong Surface { get; }

    public void Dispose()
    {
        Vk.vkDestroyPipeline(_context.Device, Surface, 0);
        Vk.vkDestroyPipeline(_context.Device, Sky, 0);
        Vk.vkDestroyPipelineLayout(_context.Device, Layout, 0);
    }

    private ulong Create(string name, bool hasVertices)
    {
        var vertexModule = LoadShader($"{name}.vert.spv");
        var fragmentModule = LoadShader($"{name}.frag.spv");
        fixed (byte* main = "main\0"u8)
        {
            var stages = stackalloc VkPipelineShaderStageCreateInfo[]
            {
                new VkPipelineShaderStageCreateInfo { stage = VK_SHADER_STAGE_VERTEX_BIT, module = vertexModule, pName = main },
                new VkPipelineShaderStageCreateInfo { stage = VK_SHADER_STAGE_FRAGMENT_BIT, module = fragmentModule, pName = main },
            };
            var pipeline = Create(stages, hasVertices);
            Vk.vkDestroyShaderModule(_context.Device, fragmentModule, 0);
            Vk.vkDestroyShaderModule(_context.Device, vertexModule, 0);
            return pipeline;
        }
    }

    private ulong Create(VkPipelineShaderStageCreateInfo* stages, bool hasVertices)
    {
        var binding = new VkVertexInputBindingDescription { stride = (uint)sizeof(Vertex) };
        var attributes = stackalloc VkVertexInputAttributeDescription[]
        {
            new VkVertexInputAttributeDescription { location = 0, format = VK_FORMAT_R32G32B32_SFLOAT },
            new VkVertexInputAttributeDescription { location = 1, format = VK_FORMAT_R32G32B32_SFLOAT, offset = 12 },
            new VkVertexInputAttributeDescription { location = 2, format = VK_FORMAT_R32G32B32_SFLOAT, offset = 24 },
            new VkVertexInputAttributeDescription { location = 3, format = VK_FORMAT_R32G32_SFLOAT, offset = 36 },
        };
        var vertices = new VkPipelineVertexInputStateCreateInfo();
        if (hasVertices)
        {
            vertices.vertexBindingDescriptionCount = 1;
            vertices.pVertexBindingDescriptions = &binding;
            vertices.vertexAttributeDescriptionCount = 4;
            vertices.pVertexAttributeDescriptions = attributes;
        }

        var assembly = new VkPipelineInputAssemblyStateCreateInfo { topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST };
        var viewport = new VkPipelineViewportStateCreateInfo { viewportCount = 1, scissorCount = 1 };
        var raster = new VkPipelineRasterizationStateCreateInfo
        {
            cullMode = hasVertices ? VK_CULL_MODE_BACK_BIT : VK_CULL_MODE_NONE,
            frontFace = VK_FRONT_FACE_COUNTER_CLOCKWISE,
        };
        var multisample = new VkPipelineMultisampleStateCreateInfo { rasterizationSamples = Samples };
        var depth = new VkPipelineDepthStencilStateCreateInfo
        {
            depthTestEnable = 1,
            depthWriteEnable = hasVertices ? 1u : 0,
            depthCompareOp = VK_COMPARE_OP_LESS_OR_EQUAL,
        };
        var attachment = new VkPipelineColorBlendAttachmentState { colorWriteMask = VK_COLOR_COMPONENT_RGBA };
        var blend = new VkPipelineColorBlendStateCreateInfo { attachmentCount = 1, pAttachments = &attachment };
        var dynamics = stackalloc int[] { VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR };
        var dynamic = new VkPipelineDynamicStateCreateInfo { dynamicStateCount = 2, pDynamicStates = dynamics };
        var colour = ColourFormat;
        var rendering = new VkPipelineRenderingCreateInfo { colorAttachmentCount = 1, pColorAttachmentFormats = &colour, depthAttachmentFormat = DepthFormat };
        var info = new VkGraphicsPipelineCreateInfo
        {
            pNext = &rendering,
            stageCount = 2,
            pStages = stages,
            pVertexInputState = &vertices,
            pInputAssemblyState = &assembly,
            pViewportState = &viewport,
            pRasterizationState = &raster,
            pMultisampleState = &multisample,
            pDepthStencilState = &depth,
            pColorBlendState = &blend,
            pDynamicState = &dynamic,
            layout = Layout,
        };
        Vk.Check(Vk.vkCreateGraphicsPipelines(_context.Device, 0, 1, info, 0, out var pipeline));
        return pipeline;
    }

    private ulong LoadShader(string name)
    {
        using var stream = typeof(GraphicsPipelines).Assembly.GetManifestResourceStream(name)!;
        var code = new byte[stream.Length];
        stream.ReadExactly(code);
        fixed (byte* pointer = code)
        {
            Vk.Check(Vk.vkCreateShaderModule(_context.Device, new VkShaderModuleCreateInfo { codeSize = (nuint)code.Length, pCode = pointer }, 0, out var module));
            return module;
        }
    }
}

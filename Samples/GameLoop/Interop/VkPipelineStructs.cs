namespace GameLoop.Interop;

// The structures of vulkan_core.h that describe a graphics pipeline.
internal unsafe struct VkPipelineShaderStageCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
    public void* pNext;
    public uint flags, stage;
    public ulong module;
    public byte* pName;
    public void* pSpecializationInfo;
}

internal struct VkVertexInputBindingDescription
{
    public uint binding, stride;
    public int inputRate;
}

internal struct VkVertexInputAttributeDescription
{
    public uint location, binding;
    public int format;
    public uint offset;
}

internal unsafe struct VkPipelineVertexInputStateCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO;
    public void* pNext;
    public uint flags, vertexBindingDescriptionCount;
    public VkVertexInputBindingDescription* pVertexBindingDescriptions;
    public uint vertexAttributeDescriptionCount;
    public VkVertexInputAttributeDescription* pVertexAttributeDescriptions;
}

internal unsafe struct VkPipelineInputAssemblyStateCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO;
    public void* pNext;
    public uint flags;
    public int topology;
    public uint primitiveRestartEnable;
}

internal unsafe struct VkPipelineViewportStateCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO;
    public void* pNext;
    public uint flags, viewportCount;
    public VkViewport* pViewports;
    public uint scissorCount;
    public VkRect2D* pScissors;
}

internal unsafe struct VkPipelineRasterizationStateCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO;
    public void* pNext;
    public uint flags, depthClampEnable, rasterizerDiscardEnable;
    public int polygonMode;
    public uint cullMode;
    public int frontFace;
    public uint depthBiasEnable;
    public float depthBiasConstantFactor, depthBiasClamp, depthBiasSlopeFactor, lineWidth = 1;
}

internal unsafe struct VkPipelineMultisampleStateCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO;
    public void* pNext;
    public uint flags, rasterizationSamples, sampleShadingEnable;
    public float minSampleShading;
    public uint* pSampleMask;
    public uint alphaToCoverageEnable, alphaToOneEnable;
}

internal struct VkStencilOpState
{
    public int failOp, passOp, depthFailOp, compareOp;
    public uint compareMask, writeMask, reference;
}

internal unsafe struct VkPipelineDepthStencilStateCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO;
    public void* pNext;
    public uint flags, depthTestEnable, depthWriteEnable;
    public int depthCompareOp;
    public uint depthBoundsTestEnable, stencilTestEnable;
    public VkStencilOpState front, back;
    public float minDepthBounds, maxDepthBounds;
}

internal struct VkPipelineColorBlendAttachmentState
{
    public uint blendEnable;
    public int srcColorBlendFactor, dstColorBlendFactor, colorBlendOp, srcAlphaBlendFactor, dstAlphaBlendFactor, alphaBlendOp;
    public uint colorWriteMask;
}

internal unsafe struct VkPipelineColorBlendStateCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO;
    public void* pNext;
    public uint flags, logicOpEnable;
    public int logicOp;
    public uint attachmentCount;
    public VkPipelineColorBlendAttachmentState* pAttachments;
    public fixed float blendConstants[4];
}

internal unsafe struct VkPipelineDynamicStateCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO;
    public void* pNext;
    public uint flags, dynamicStateCount;
    public int* pDynamicStates;
}

internal unsafe struct VkPipelineRenderingCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO;
    public void* pNext;
    public uint viewMask, colorAttachmentCount;
    public int* pColorAttachmentFormats;
    public int depthAttachmentFormat, stencilAttachmentFormat;
}

internal unsafe struct VkGraphicsPipelineCreateInfo()
{
    public int sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO;
    public void* pNext;
    public uint flags, stageCount;
    public VkPipelineShaderStageCreateInfo* pStages;
    public VkPipelineVertexInputStateCreateInfo* pVertexInputState;
    public VkPipelineInputAssemblyStateCreateInfo* pInputAssemblyState;
    public void* pTessellationState;
    public VkPipelineViewportStateCreateInfo* pViewportState;
    public VkPipelineRasterizationStateCreateInfo* pRasterizationState;
    public VkPipelineMultisampleStateCreateInfo* pMultisampleState;
    public VkPipelineDepthStencilStateCreateInfo* pDepthStencilState;
    public VkPipelineColorBlendStateCreateInfo* pColorBlendState;
    public VkPipelineDynamicStateCreateInfo* pDynamicState;
    public ulong layout, renderPass;
    public uint subpass;
    public ulong basePipelineHandle;
    public int basePipelineIndex;
}

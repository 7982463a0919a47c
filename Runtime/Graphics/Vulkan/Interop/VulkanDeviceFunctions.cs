using System;

namespace DiffusionTextures.Graphics.Vulkan.Interop
{
    /// <summary>Functions of a device, by their native names without the prefix.</summary>
    internal sealed unsafe class VulkanDeviceFunctions
    {
        public readonly delegate* unmanaged[Cdecl]<IntPtr, uint, VkSubmitInfo*, ulong, VkResult> QueueSubmit;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkMemoryAllocateInfo*, void*, ulong*, VkResult> AllocateMemory;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> FreeMemory;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, ulong, uint, void**, VkResult> MapMemory;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkBufferCreateInfo*, void*, ulong*, VkResult> CreateBuffer;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyBuffer;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, VkMemoryRequirements*, void> GetBufferMemoryRequirements;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, ulong, VkResult> BindBufferMemory;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkImageCreateInfo*, void*, ulong*, VkResult> CreateImage;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyImage;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, VkMemoryRequirements*, void> GetImageMemoryRequirements;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, ulong, VkResult> BindImageMemory;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkShaderModuleCreateInfo*, void*, ulong*, VkResult> CreateShaderModule;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyShaderModule;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkDescriptorSetLayoutCreateInfo*, void*, ulong*, VkResult> CreateDescriptorSetLayout;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyDescriptorSetLayout;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkPipelineLayoutCreateInfo*, void*, ulong*, VkResult> CreatePipelineLayout;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyPipelineLayout;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, uint, VkComputePipelineCreateInfo*, void*, ulong*, VkResult> CreateComputePipelines;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyPipeline;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkDescriptorPoolCreateInfo*, void*, ulong*, VkResult> CreateDescriptorPool;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyDescriptorPool;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkDescriptorSetAllocateInfo*, ulong*, VkResult> AllocateDescriptorSets;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, uint, VkWriteDescriptorSet*, uint, void*, void> UpdateDescriptorSets;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkCommandPoolCreateInfo*, void*, ulong*, VkResult> CreateCommandPool;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyCommandPool;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, uint, VkResult> ResetCommandPool;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkCommandBufferAllocateInfo*, IntPtr*, VkResult> AllocateCommandBuffers;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkCommandBufferBeginInfo*, VkResult> BeginCommandBuffer;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkResult> EndCommandBuffer;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkFenceCreateInfo*, void*, ulong*, VkResult> CreateFence;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void> DestroyFence;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, uint, ulong*, VkResult> ResetFences;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, VkResult> GetFenceStatus;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, uint, ulong*, uint, ulong, VkResult> WaitForFences;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, VkPipelineStageFlags, VkPipelineStageFlags, uint, uint, VkMemoryBarrier*, uint, void*, uint, VkImageMemoryBarrier*, void> CmdPipelineBarrier;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, ulong, uint, void> CmdFillBuffer;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, uint, VkBufferCopy*, void> CmdCopyBuffer;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, VkImageLayout, uint, VkBufferImageCopy*, void> CmdCopyBufferToImage;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, VkImageLayout, ulong, uint, VkBufferImageCopy*, void> CmdCopyImageToBuffer;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, int, ulong, void> CmdBindPipeline;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, int, ulong, uint, uint, ulong*, uint, uint*, void> CmdBindDescriptorSets;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, ulong, uint, uint, uint, void*, void> CmdPushConstants;
        public readonly delegate* unmanaged[Cdecl]<IntPtr, uint, uint, uint, void> CmdDispatch;

        /// <exception cref="GraphicsException">A function is missing.</exception>
        public VulkanDeviceFunctions(VulkanLoader loader, IntPtr getDeviceProcAddr, IntPtr device)
        {
            IntPtr Load(string name) => loader.LoadForDevice(getDeviceProcAddr, device, name);
            QueueSubmit = (delegate* unmanaged[Cdecl]<IntPtr, uint, VkSubmitInfo*, ulong, VkResult>)Load("vkQueueSubmit");
            AllocateMemory = (delegate* unmanaged[Cdecl]<IntPtr, VkMemoryAllocateInfo*, void*, ulong*, VkResult>)Load("vkAllocateMemory");
            FreeMemory = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkFreeMemory");
            MapMemory = (delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, ulong, uint, void**, VkResult>)Load("vkMapMemory");
            CreateBuffer = (delegate* unmanaged[Cdecl]<IntPtr, VkBufferCreateInfo*, void*, ulong*, VkResult>)Load("vkCreateBuffer");
            DestroyBuffer = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyBuffer");
            GetBufferMemoryRequirements = (delegate* unmanaged[Cdecl]<IntPtr, ulong, VkMemoryRequirements*, void>)Load("vkGetBufferMemoryRequirements");
            BindBufferMemory = (delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, ulong, VkResult>)Load("vkBindBufferMemory");
            CreateImage = (delegate* unmanaged[Cdecl]<IntPtr, VkImageCreateInfo*, void*, ulong*, VkResult>)Load("vkCreateImage");
            DestroyImage = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyImage");
            GetImageMemoryRequirements = (delegate* unmanaged[Cdecl]<IntPtr, ulong, VkMemoryRequirements*, void>)Load("vkGetImageMemoryRequirements");
            BindImageMemory = (delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, ulong, VkResult>)Load("vkBindImageMemory");
            CreateShaderModule = (delegate* unmanaged[Cdecl]<IntPtr, VkShaderModuleCreateInfo*, void*, ulong*, VkResult>)Load("vkCreateShaderModule");
            DestroyShaderModule = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyShaderModule");
            CreateDescriptorSetLayout = (delegate* unmanaged[Cdecl]<IntPtr, VkDescriptorSetLayoutCreateInfo*, void*, ulong*, VkResult>)Load("vkCreateDescriptorSetLayout");
            DestroyDescriptorSetLayout = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyDescriptorSetLayout");
            CreatePipelineLayout = (delegate* unmanaged[Cdecl]<IntPtr, VkPipelineLayoutCreateInfo*, void*, ulong*, VkResult>)Load("vkCreatePipelineLayout");
            DestroyPipelineLayout = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyPipelineLayout");
            CreateComputePipelines = (delegate* unmanaged[Cdecl]<IntPtr, ulong, uint, VkComputePipelineCreateInfo*, void*, ulong*, VkResult>)Load("vkCreateComputePipelines");
            DestroyPipeline = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyPipeline");
            CreateDescriptorPool = (delegate* unmanaged[Cdecl]<IntPtr, VkDescriptorPoolCreateInfo*, void*, ulong*, VkResult>)Load("vkCreateDescriptorPool");
            DestroyDescriptorPool = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyDescriptorPool");
            AllocateDescriptorSets = (delegate* unmanaged[Cdecl]<IntPtr, VkDescriptorSetAllocateInfo*, ulong*, VkResult>)Load("vkAllocateDescriptorSets");
            UpdateDescriptorSets = (delegate* unmanaged[Cdecl]<IntPtr, uint, VkWriteDescriptorSet*, uint, void*, void>)Load("vkUpdateDescriptorSets");
            CreateCommandPool = (delegate* unmanaged[Cdecl]<IntPtr, VkCommandPoolCreateInfo*, void*, ulong*, VkResult>)Load("vkCreateCommandPool");
            DestroyCommandPool = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyCommandPool");
            ResetCommandPool = (delegate* unmanaged[Cdecl]<IntPtr, ulong, uint, VkResult>)Load("vkResetCommandPool");
            AllocateCommandBuffers = (delegate* unmanaged[Cdecl]<IntPtr, VkCommandBufferAllocateInfo*, IntPtr*, VkResult>)Load("vkAllocateCommandBuffers");
            BeginCommandBuffer = (delegate* unmanaged[Cdecl]<IntPtr, VkCommandBufferBeginInfo*, VkResult>)Load("vkBeginCommandBuffer");
            EndCommandBuffer = (delegate* unmanaged[Cdecl]<IntPtr, VkResult>)Load("vkEndCommandBuffer");
            CreateFence = (delegate* unmanaged[Cdecl]<IntPtr, VkFenceCreateInfo*, void*, ulong*, VkResult>)Load("vkCreateFence");
            DestroyFence = (delegate* unmanaged[Cdecl]<IntPtr, ulong, void*, void>)Load("vkDestroyFence");
            ResetFences = (delegate* unmanaged[Cdecl]<IntPtr, uint, ulong*, VkResult>)Load("vkResetFences");
            GetFenceStatus = (delegate* unmanaged[Cdecl]<IntPtr, ulong, VkResult>)Load("vkGetFenceStatus");
            WaitForFences = (delegate* unmanaged[Cdecl]<IntPtr, uint, ulong*, uint, ulong, VkResult>)Load("vkWaitForFences");
            CmdPipelineBarrier = (delegate* unmanaged[Cdecl]<IntPtr, VkPipelineStageFlags, VkPipelineStageFlags, uint, uint, VkMemoryBarrier*, uint, void*, uint, VkImageMemoryBarrier*, void>)Load("vkCmdPipelineBarrier");
            CmdFillBuffer = (delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, ulong, uint, void>)Load("vkCmdFillBuffer");
            CmdCopyBuffer = (delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, uint, VkBufferCopy*, void>)Load("vkCmdCopyBuffer");
            CmdCopyBufferToImage = (delegate* unmanaged[Cdecl]<IntPtr, ulong, ulong, VkImageLayout, uint, VkBufferImageCopy*, void>)Load("vkCmdCopyBufferToImage");
            CmdCopyImageToBuffer = (delegate* unmanaged[Cdecl]<IntPtr, ulong, VkImageLayout, ulong, uint, VkBufferImageCopy*, void>)Load("vkCmdCopyImageToBuffer");
            CmdBindPipeline = (delegate* unmanaged[Cdecl]<IntPtr, int, ulong, void>)Load("vkCmdBindPipeline");
            CmdBindDescriptorSets = (delegate* unmanaged[Cdecl]<IntPtr, int, ulong, uint, uint, ulong*, uint, uint*, void>)Load("vkCmdBindDescriptorSets");
            CmdPushConstants = (delegate* unmanaged[Cdecl]<IntPtr, ulong, uint, uint, uint, void*, void>)Load("vkCmdPushConstants");
            CmdDispatch = (delegate* unmanaged[Cdecl]<IntPtr, uint, uint, uint, void>)Load("vkCmdDispatch");
        }
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace GameLoop.Interop;

/// <summary>The functions of Vulkan 1.3 and its window extensions that this program calls, as the loader exports them.</summary>
internal static unsafe partial class Vk
{
    private const string Loader = "vulkan";

    static Vk() => NativeLibrary.SetDllImportResolver(typeof(Vk).Assembly, Resolve);

    /// <summary>Throws where a call did not succeed.</summary>
    /// <param name="result">What the call returned.</param>
    /// <param name="call">The call, for the message.</param>
    /// <exception cref="VulkanException">The result is an error.</exception>
    public static void Check(int result, [CallerArgumentExpression(nameof(result))] string call = "")
    {
        if (result < 0)
        {
            throw new VulkanException($"{call[..Math.Max(call.IndexOf('('), 0)]} failed with VkResult {result}.");
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        return name == Loader ? NativeLibrary.Load(OperatingSystem.IsWindows() ? "vulkan-1.dll" : "libvulkan.so.1") : 0;
    }

    [LibraryImport(Loader)] public static partial nint vkGetInstanceProcAddr(nint instance, byte* name);
    [LibraryImport(Loader)] public static partial int vkCreateInstance(in VkInstanceCreateInfo info, nint allocator, out nint instance);
    [LibraryImport(Loader)] public static partial void vkDestroyInstance(nint instance, nint allocator);
    [LibraryImport(Loader)] public static partial int vkEnumeratePhysicalDevices(nint instance, ref uint count, nint* devices);
    [LibraryImport(Loader)] public static partial void vkGetPhysicalDeviceProperties(nint physicalDevice, out VkPhysicalDeviceProperties properties);
    [LibraryImport(Loader)] public static partial void vkGetPhysicalDeviceFeatures(nint physicalDevice, out VkPhysicalDeviceFeatures features);
    [LibraryImport(Loader)] public static partial void vkGetPhysicalDeviceMemoryProperties(nint physicalDevice, out VkPhysicalDeviceMemoryProperties properties);
    [LibraryImport(Loader)] public static partial void vkGetPhysicalDeviceQueueFamilyProperties(nint physicalDevice, ref uint count, VkQueueFamilyProperties* families);
    [LibraryImport(Loader)] public static partial int vkCreateDevice(nint physicalDevice, in VkDeviceCreateInfo info, nint allocator, out nint device);
    [LibraryImport(Loader)] public static partial void vkDestroyDevice(nint device, nint allocator);
    [LibraryImport(Loader)] public static partial void vkGetDeviceQueue(nint device, uint family, uint index, out nint queue);
    [LibraryImport(Loader)] public static partial int vkDeviceWaitIdle(nint device);

    [LibraryImport(Loader)] public static partial int vkAllocateMemory(nint device, in VkMemoryAllocateInfo info, nint allocator, out ulong memory);
    [LibraryImport(Loader)] public static partial void vkFreeMemory(nint device, ulong memory, nint allocator);
    [LibraryImport(Loader)] public static partial int vkMapMemory(nint device, ulong memory, ulong offset, ulong size, uint flags, out nint data);
    [LibraryImport(Loader)] public static partial int vkCreateBuffer(nint device, in VkBufferCreateInfo info, nint allocator, out ulong buffer);
    [LibraryImport(Loader)] public static partial void vkDestroyBuffer(nint device, ulong buffer, nint allocator);
    [LibraryImport(Loader)] public static partial void vkGetBufferMemoryRequirements(nint device, ulong buffer, out VkMemoryRequirements requirements);
    [LibraryImport(Loader)] public static partial int vkBindBufferMemory(nint device, ulong buffer, ulong memory, ulong offset);
    [LibraryImport(Loader)] public static partial int vkCreateImage(nint device, in VkImageCreateInfo info, nint allocator, out ulong image);
    [LibraryImport(Loader)] public static partial void vkDestroyImage(nint device, ulong image, nint allocator);
    [LibraryImport(Loader)] public static partial void vkGetImageMemoryRequirements(nint device, ulong image, out VkMemoryRequirements requirements);
    [LibraryImport(Loader)] public static partial int vkBindImageMemory(nint device, ulong image, ulong memory, ulong offset);
    [LibraryImport(Loader)] public static partial int vkCreateImageView(nint device, in VkImageViewCreateInfo info, nint allocator, out ulong view);
    [LibraryImport(Loader)] public static partial void vkDestroyImageView(nint device, ulong view, nint allocator);
    [LibraryImport(Loader)] public static partial int vkCreateSampler(nint device, in VkSamplerCreateInfo info, nint allocator, out ulong sampler);
    [LibraryImport(Loader)] public static partial void vkDestroySampler(nint device, ulong sampler, nint allocator);

    [LibraryImport(Loader)] public static partial int vkCreateShaderModule(nint device, in VkShaderModuleCreateInfo info, nint allocator, out ulong module);
    [LibraryImport(Loader)] public static partial void vkDestroyShaderModule(nint device, ulong module, nint allocator);
    [LibraryImport(Loader)] public static partial int vkCreateDescriptorSetLayout(nint device, in VkDescriptorSetLayoutCreateInfo info, nint allocator, out ulong layout);
    [LibraryImport(Loader)] public static partial void vkDestroyDescriptorSetLayout(nint device, ulong layout, nint allocator);
    [LibraryImport(Loader)] public static partial int vkCreateDescriptorPool(nint device, in VkDescriptorPoolCreateInfo info, nint allocator, out ulong pool);
    [LibraryImport(Loader)] public static partial void vkDestroyDescriptorPool(nint device, ulong pool, nint allocator);
    [LibraryImport(Loader)] public static partial int vkAllocateDescriptorSets(nint device, in VkDescriptorSetAllocateInfo info, out ulong set);
    [LibraryImport(Loader)] public static partial void vkUpdateDescriptorSets(nint device, uint writeCount, in VkWriteDescriptorSet write, uint copyCount, nint copies);
    [LibraryImport(Loader)] public static partial int vkCreatePipelineLayout(nint device, in VkPipelineLayoutCreateInfo info, nint allocator, out ulong layout);
    [LibraryImport(Loader)] public static partial void vkDestroyPipelineLayout(nint device, ulong layout, nint allocator);
    [LibraryImport(Loader)] public static partial int vkCreateGraphicsPipelines(nint device, ulong cache, uint count, in VkGraphicsPipelineCreateInfo info, nint allocator, out ulong pipeline);
    [LibraryImport(Loader)] public static partial void vkDestroyPipeline(nint device, ulong pipeline, nint allocator);

    [LibraryImport(Loader)] public static partial int vkCreateCommandPool(nint device, in VkCommandPoolCreateInfo info, nint allocator, out ulong pool);
    [LibraryImport(Loader)] public static partial void vkDestroyCommandPool(nint device, ulong pool, nint allocator);
    [LibraryImport(Loader)] public static partial int vkResetCommandPool(nint device, ulong pool, uint flags);
    [LibraryImport(Loader)] public static partial int vkAllocateCommandBuffers(nint device, in VkCommandBufferAllocateInfo info, out nint commands);
    [LibraryImport(Loader)] public static partial int vkBeginCommandBuffer(nint commands, in VkCommandBufferBeginInfo info);
    [LibraryImport(Loader)] public static partial int vkEndCommandBuffer(nint commands);
    [LibraryImport(Loader)] public static partial int vkQueueSubmit(nint queue, uint count, in VkSubmitInfo submit, ulong fence);
    [LibraryImport(Loader)] public static partial int vkCreateFence(nint device, in VkFenceCreateInfo info, nint allocator, out ulong fence);
    [LibraryImport(Loader)] public static partial void vkDestroyFence(nint device, ulong fence, nint allocator);
    [LibraryImport(Loader)] public static partial int vkWaitForFences(nint device, uint count, in ulong fence, uint all, ulong timeout);
    [LibraryImport(Loader)] public static partial int vkResetFences(nint device, uint count, in ulong fence);
    [LibraryImport(Loader)] public static partial int vkCreateSemaphore(nint device, in VkSemaphoreCreateInfo info, nint allocator, out ulong semaphore);
    [LibraryImport(Loader)] public static partial void vkDestroySemaphore(nint device, ulong semaphore, nint allocator);
    [LibraryImport(Loader)] public static partial int vkCreateQueryPool(nint device, in VkQueryPoolCreateInfo info, nint allocator, out ulong pool);
    [LibraryImport(Loader)] public static partial void vkDestroyQueryPool(nint device, ulong pool, nint allocator);
    [LibraryImport(Loader)] public static partial int vkGetQueryPoolResults(nint device, ulong pool, uint first, uint count, nuint size, ulong* data, ulong stride, uint flags);

    [LibraryImport(Loader)] public static partial void vkCmdPipelineBarrier(nint commands, uint sourceStages, uint targetStages, uint flags, uint memoryCount, VkMemoryBarrier* memory, uint bufferCount, nint buffers, uint imageCount, VkImageMemoryBarrier* images);
    [LibraryImport(Loader)] public static partial void vkCmdBeginRendering(nint commands, in VkRenderingInfo info);
    [LibraryImport(Loader)] public static partial void vkCmdEndRendering(nint commands);
    [LibraryImport(Loader)] public static partial void vkCmdBindPipeline(nint commands, int bindPoint, ulong pipeline);
    [LibraryImport(Loader)] public static partial void vkCmdBindDescriptorSets(nint commands, int bindPoint, ulong layout, uint first, uint count, ulong* sets, uint dynamicCount, nint dynamicOffsets);
    [LibraryImport(Loader)] public static partial void vkCmdPushConstants(nint commands, ulong layout, uint stages, uint offset, uint size, in uint values);
    [LibraryImport(Loader)] public static partial void vkCmdBindVertexBuffers(nint commands, uint first, uint count, in ulong buffer, in ulong offset);
    [LibraryImport(Loader)] public static partial void vkCmdBindIndexBuffer(nint commands, ulong buffer, ulong offset, int type);
    [LibraryImport(Loader)] public static partial void vkCmdSetViewport(nint commands, uint first, uint count, in VkViewport viewport);
    [LibraryImport(Loader)] public static partial void vkCmdSetScissor(nint commands, uint first, uint count, in VkRect2D scissor);
    [LibraryImport(Loader)] public static partial void vkCmdDraw(nint commands, uint vertexCount, uint instanceCount, uint firstVertex, uint firstInstance);
    [LibraryImport(Loader)] public static partial void vkCmdDrawIndexed(nint commands, uint indexCount, uint instanceCount, uint firstIndex, int vertexOffset, uint firstInstance);
    [LibraryImport(Loader)] public static partial void vkCmdClearColorImage(nint commands, ulong image, int layout, in VkClearColorValue colour, uint rangeCount, in VkImageSubresourceRange range);
    [LibraryImport(Loader)] public static partial void vkCmdCopyImageToBuffer(nint commands, ulong image, int layout, ulong buffer, uint count, in VkBufferImageCopy region);
    [LibraryImport(Loader)] public static partial void vkCmdCopyBufferToImage(nint commands, ulong buffer, ulong image, int layout, uint count, in VkBufferImageCopy region);
    [LibraryImport(Loader)] public static partial void vkCmdBlitImage(nint commands, ulong source, int sourceLayout, ulong target, int targetLayout, uint count, in VkImageBlit region, int filter);
    [LibraryImport(Loader)] public static partial void vkCmdResetQueryPool(nint commands, ulong pool, uint first, uint count);
    [LibraryImport(Loader)] public static partial void vkCmdWriteTimestamp(nint commands, uint stage, ulong pool, uint query);

    [LibraryImport(Loader)] public static partial int vkCreateXcbSurfaceKHR(nint instance, in VkXcbSurfaceCreateInfoKHR info, nint allocator, out ulong surface);
    [LibraryImport(Loader)] public static partial void vkDestroySurfaceKHR(nint instance, ulong surface, nint allocator);
    [LibraryImport(Loader)] public static partial int vkGetPhysicalDeviceSurfaceSupportKHR(nint physicalDevice, uint family, ulong surface, out uint supported);
    [LibraryImport(Loader)] public static partial int vkGetPhysicalDeviceSurfaceCapabilitiesKHR(nint physicalDevice, ulong surface, out VkSurfaceCapabilitiesKHR capabilities);
    [LibraryImport(Loader)] public static partial int vkGetPhysicalDeviceSurfaceFormatsKHR(nint physicalDevice, ulong surface, ref uint count, VkSurfaceFormatKHR* formats);
    [LibraryImport(Loader)] public static partial int vkCreateSwapchainKHR(nint device, in VkSwapchainCreateInfoKHR info, nint allocator, out ulong swapchain);
    [LibraryImport(Loader)] public static partial void vkDestroySwapchainKHR(nint device, ulong swapchain, nint allocator);
    [LibraryImport(Loader)] public static partial int vkGetSwapchainImagesKHR(nint device, ulong swapchain, ref uint count, ulong* images);
    [LibraryImport(Loader)] public static partial int vkAcquireNextImageKHR(nint device, ulong swapchain, ulong timeout, ulong semaphore, ulong fence, out uint image);
    [LibraryImport(Loader)] public static partial int vkQueuePresentKHR(nint queue, in VkPresentInfoKHR info);
}

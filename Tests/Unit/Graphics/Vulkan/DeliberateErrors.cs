using DiffusionTextures.Graphics.Vulkan;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Tests.Graphics.Vulkan;

/// <summary>The negative control: wrong uses that the validation layer must report.</summary>
internal static unsafe class DeliberateErrors
{
    public static void MakeBufferOfNoBytes(VulkanDevice device)
    {
        var info = new VkBufferCreateInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO, usage = VkBufferUsageFlags.VK_BUFFER_USAGE_TRANSFER_SRC_BIT };
        ulong buffer;
        if (device.Context.Functions.CreateBuffer(device.Handles.Device, &info, null, &buffer) == VkResult.VK_SUCCESS)
        {
            device.Context.Functions.DestroyBuffer(device.Handles.Device, buffer, null);
        }
    }

    public static void WriteTwiceWithoutBarrier(VulkanDevice device)
    {
        using var buffer = new VulkanBuffer(device.Context, 64, VkBufferUsageFlags.VK_BUFFER_USAGE_TRANSFER_DST_BIT, false, "a control");
        var submission = device.Submissions.Begin();
        device.Context.Functions.CmdFillBuffer(submission.CommandBuffer, buffer.Handle, 0, 64, 1);
        device.Context.Functions.CmdFillBuffer(submission.CommandBuffer, buffer.Handle, 0, 64, 2);
        device.Finish(submission, "a control");
    }
}

using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>Memory for one buffer or image.</summary>
    internal static unsafe class VulkanMemory
    {
        /// <summary>Allocates what a resource requires, of a memory type with the wanted flags, else with the needed ones.</summary>
        /// <exception cref="GraphicsException">Vulkan failed, or no memory type fits.</exception>
        public static ulong Allocate(
            VulkanContext context, VkMemoryRequirements requirements, VkMemoryPropertyFlags wanted, VkMemoryPropertyFlags needed, object subject)
        {
            var info = new VkMemoryAllocateInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
                allocationSize = requirements.size,
                memoryTypeIndex = context.MemoryType(requirements.memoryTypeBits, wanted, needed, subject),
            };
            ulong memory;
            context.Check(context.Functions.AllocateMemory(context.Device, &info, null, &memory), "vkAllocateMemory", subject);
            return memory;
        }
    }
}

using GameLoop.Interop;

namespace GameLoop.Vulkan;

/// <summary>A buffer in memory that the processor writes and reads, mapped for good.</summary>
internal sealed unsafe class GpuBuffer : IDisposable
{
    private readonly VulkanContext _context;
    private readonly ulong _memory;
    private readonly nint _data;
    private readonly int _size;

    public GpuBuffer(VulkanContext context, int size, uint usage)
    {
        _context = context;
        _size = size;
        Vk.Check(Vk.vkCreateBuffer(context.Device, new VkBufferCreateInfo { size = (ulong)size, usage = usage }, 0, out var buffer));
        Handle = buffer;
        Vk.vkGetBufferMemoryRequirements(context.Device, buffer, out var requirements);
        _memory = context.Allocate(requirements, VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT);
        Vk.Check(Vk.vkBindBufferMemory(context.Device, buffer, _memory, 0));
        Vk.Check(Vk.vkMapMemory(context.Device, _memory, 0, (ulong)size, 0, out _data));
    }

    public ulong Handle { get; }

    /// <summary>The memory itself.</summary>
    public Span<byte> Bytes => new((void*)_data, _size);

    public void Dispose()
    {
        Vk.vkDestroyBuffer(_context.Device, Handle, 0);
        Vk.vkFreeMemory(_context.Device, _memory, 0);
    }
}

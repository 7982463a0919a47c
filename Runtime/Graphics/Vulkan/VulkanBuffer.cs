using System;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>A buffer with memory of its own, mapped for good where the host writes it.</summary>
    internal sealed unsafe class VulkanBuffer : IDisposable
    {
        private readonly VulkanContext _context;
        private ulong _handle;
        private ulong _memory;

        /// <param name="context">The device.</param>
        /// <param name="size">In bytes, at least 1.</param>
        /// <param name="usage">What for.</param>
        /// <param name="isMapped">Host memory, coherent; else the device's.</param>
        /// <param name="subject">For messages.</param>
        /// <exception cref="GraphicsException">Vulkan failed; nothing is left behind.</exception>
        public VulkanBuffer(VulkanContext context, long size, VkBufferUsageFlags usage, bool isMapped, object subject)
        {
            _context = context;
            Size = size;
            try
            {
                Create(usage, subject);
                Bind(isMapped, subject);
                if (isMapped)
                {
                    void* address;
                    context.Check(context.Functions.MapMemory(context.Device, _memory, 0, ulong.MaxValue, 0, &address), "vkMapMemory", subject);
                    Address = (byte*)address;
                }
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public ulong Handle => _handle;

        /// <summary>In bytes.</summary>
        public long Size { get; }

        /// <summary>Where the host writes, or null.</summary>
        public byte* Address { get; }

        /// <summary>Destroys both; the device must be done with them.</summary>
        public void Dispose()
        {
            _context.Functions.DestroyBuffer(_context.Device, _handle, null);
            _context.Functions.FreeMemory(_context.Device, _memory, null);
            _handle = 0;
            _memory = 0;
        }

        private void Create(VkBufferUsageFlags usage, object subject)
        {
            var info = new VkBufferCreateInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO, size = (ulong)Size, usage = usage };
            ulong handle;
            _context.Check(_context.Functions.CreateBuffer(_context.Device, &info, null, &handle), "vkCreateBuffer", subject);
            _handle = handle;
        }

        private void Bind(bool isMapped, object subject)
        {
            const VkMemoryPropertyFlags Host = VkMemoryPropertyFlags.VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VkMemoryPropertyFlags.VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
            VkMemoryRequirements requirements;
            _context.Functions.GetBufferMemoryRequirements(_context.Device, _handle, &requirements);
            _memory = isMapped
                ? VulkanMemory.Allocate(_context, requirements, Host, Host, subject)
                : VulkanMemory.Allocate(_context, requirements, VkMemoryPropertyFlags.VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT, VkMemoryPropertyFlags.None, subject);
            _context.Check(_context.Functions.BindBufferMemory(_context.Device, _handle, _memory, 0), "vkBindBufferMemory", subject);
        }
    }
}

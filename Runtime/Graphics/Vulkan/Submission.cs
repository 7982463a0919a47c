using System;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>A command buffer, its pool and its fence, used again and again.</summary>
    internal sealed unsafe class Submission : IDisposable
    {
        private readonly VulkanContext _context;
        private ulong _pool;
        private ulong _fence;

        /// <exception cref="GraphicsException">Vulkan failed; nothing is left behind.</exception>
        public Submission(VulkanContext context)
        {
            _context = context;
            try
            {
                Create();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public IntPtr CommandBuffer { get; private set; }

        public ulong Fence => _fence;

        /// <summary>Counts the submissions of a device, from 1.</summary>
        public ulong Serial { get; set; }

        /// <summary>Threads that wait for the fence: it must not be reset meanwhile.</summary>
        public int Waiters { get; set; }

        /// <summary>Begins recording anew.</summary>
        public void Begin()
        {
            const string Subject = "the commands of an upload";
            var functions = _context.Functions;
            _context.Check(functions.ResetCommandPool(_context.Device, _pool, 0), "vkResetCommandPool", Subject);
            var info = new VkCommandBufferBeginInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                flags = VkCommandBufferBeginInfo.VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT,
            };
            _context.Check(functions.BeginCommandBuffer(CommandBuffer, &info), "vkBeginCommandBuffer", Subject);
        }

        public void Dispose()
        {
            _context.Functions.DestroyFence(_context.Device, _fence, null);
            _context.Functions.DestroyCommandPool(_context.Device, _pool, null);
            _fence = 0;
            _pool = 0;
        }

        private void Create()
        {
            const string Subject = "the commands of an upload";
            var functions = _context.Functions;
            var pool = new VkCommandPoolCreateInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO, queueFamilyIndex = _context.Handles.QueueFamily };
            ulong handle;
            _context.Check(functions.CreateCommandPool(_context.Device, &pool, null, &handle), "vkCreateCommandPool", Subject);
            _pool = handle;
            var fence = new VkFenceCreateInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_FENCE_CREATE_INFO };
            _context.Check(functions.CreateFence(_context.Device, &fence, null, &handle), "vkCreateFence", Subject);
            _fence = handle;
            var buffer = new VkCommandBufferAllocateInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO, commandPool = _pool, commandBufferCount = 1 };
            IntPtr commands;
            _context.Check(functions.AllocateCommandBuffers(_context.Device, &buffer, &commands), "vkAllocateCommandBuffers", Subject);
            CommandBuffer = commands;
        }
    }
}

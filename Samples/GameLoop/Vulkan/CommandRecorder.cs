using GameLoop.Interop;

namespace GameLoop.Vulkan;

/// <summary>One command buffer with its fence: recorded, submitted, waited for, recorded again.</summary>
internal sealed unsafe class CommandRecorder : IDisposable
{
    private readonly VulkanContext _context;
    private readonly ulong _pool;
    private readonly ulong _fence;

    public CommandRecorder(VulkanContext context)
    {
        _context = context;
        var pool = new VkCommandPoolCreateInfo { flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT, queueFamilyIndex = context.QueueFamily };
        Vk.Check(Vk.vkCreateCommandPool(context.Device, pool, 0, out _pool));
        Vk.Check(Vk.vkAllocateCommandBuffers(context.Device, new VkCommandBufferAllocateInfo { commandPool = _pool, commandBufferCount = 1 }, out var commands));
        Commands = commands;
        Vk.Check(Vk.vkCreateFence(context.Device, new VkFenceCreateInfo { flags = VK_FENCE_CREATE_SIGNALED_BIT }, 0, out _fence));
    }

    /// <summary>Valid between <see cref="Begin"/> and <see cref="Submit"/>.</summary>
    public nint Commands { get; }

    /// <summary>Blocks until the device has done what was submitted last.</summary>
    public void Wait() => Vk.Check(Vk.vkWaitForFences(_context.Device, 1, _fence, 1, Forever));

    /// <summary>Begins anew; what was submitted last must be done.</summary>
    public void Begin()
    {
        Vk.Check(Vk.vkResetCommandPool(_context.Device, _pool, 0));
        Vk.Check(Vk.vkBeginCommandBuffer(Commands, new VkCommandBufferBeginInfo { flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT }));
    }

    /// <summary>On the game's thread, which alone uses the queue: the runtime submits in its Update, on the same thread.</summary>
    /// <param name="waitFor">A semaphore that the transfer stage waits for, or 0.</param>
    /// <param name="signal">A semaphore to signal when done, or 0.</param>
    public void Submit(ulong waitFor = 0, ulong signal = 0)
    {
        Vk.Check(Vk.vkEndCommandBuffer(Commands));
        Vk.Check(Vk.vkResetFences(_context.Device, 1, _fence));
        var commands = Commands;
        var stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
        var submit = new VkSubmitInfo
        {
            waitSemaphoreCount = waitFor == 0 ? 0u : 1,
            pWaitSemaphores = &waitFor,
            pWaitDstStageMask = &stage,
            commandBufferCount = 1,
            pCommandBuffers = &commands,
            signalSemaphoreCount = signal == 0 ? 0u : 1,
            pSignalSemaphores = &signal,
        };
        Vk.Check(Vk.vkQueueSubmit(_context.Queue, 1, submit, _fence));
    }

    /// <summary>Waits for the last submission first.</summary>
    public void Dispose()
    {
        _ = Vk.vkWaitForFences(_context.Device, 1, _fence, 1, Forever);
        Vk.vkDestroyFence(_context.Device, _fence, 0);
        Vk.vkDestroyCommandPool(_context.Device, _pool, 0);
    }
}

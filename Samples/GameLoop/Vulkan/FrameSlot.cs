using System.Runtime.InteropServices;
using GameLoop.Interop;
using GameLoop.Scene;

namespace GameLoop.Vulkan;

/// <summary>What one of the frames in flight has for itself: commands, uniforms, timestamps.</summary>
internal sealed unsafe class FrameSlot : IDisposable
{
    private readonly VulkanContext _context;
    private readonly GpuBuffer _uniforms;
    private readonly ulong _queries;
    private bool _hasTimes;

    public FrameSlot(VulkanContext context, DescriptorSets descriptors)
    {
        _context = context;
        Recorder = new CommandRecorder(context);
        _uniforms = new GpuBuffer(context, sizeof(FrameUniforms), VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT);
        Descriptor = descriptors.ForFrame(_uniforms);
        Vk.Check(Vk.vkCreateQueryPool(context.Device, new VkQueryPoolCreateInfo { queryType = VK_QUERY_TYPE_TIMESTAMP, queryCount = 2 }, 0, out _queries));
        Vk.Check(Vk.vkCreateSemaphore(context.Device, new VkSemaphoreCreateInfo(), 0, out var acquired));
        Acquired = acquired;
    }

    public CommandRecorder Recorder { get; }

    /// <summary>The set with this frame's uniforms.</summary>
    public ulong Descriptor { get; }

    /// <summary>Signalled when the window's image is ours.</summary>
    public ulong Acquired { get; }

    /// <summary>Waits for what this slot drew last and begins anew.</summary>
    /// <returns>How long the device worked on that, null the first time.</returns>
    public TimeSpan? Begin(in FrameUniforms uniforms)
    {
        Recorder.Wait();
        var time = _hasTimes ? ReadTime() : (TimeSpan?)null;
        _hasTimes = true;
        MemoryMarshal.Write(_uniforms.Bytes, uniforms);
        Recorder.Begin();
        Vk.vkCmdResetQueryPool(Recorder.Commands, _queries, 0, 2);
        Vk.vkCmdWriteTimestamp(Recorder.Commands, VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT, _queries, 0);
        return time;
    }

    /// <summary>Records the end of the device's work.</summary>
    public void End() => Vk.vkCmdWriteTimestamp(Recorder.Commands, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, _queries, 1);

    public void Dispose()
    {
        Recorder.Dispose();
        Vk.vkDestroySemaphore(_context.Device, Acquired, 0);
        Vk.vkDestroyQueryPool(_context.Device, _queries, 0);
        _uniforms.Dispose();
    }

    private TimeSpan ReadTime()
    {
        var ticks = stackalloc ulong[2];
        Vk.Check(Vk.vkGetQueryPoolResults(_context.Device, _queries, 0, 2, 16, ticks, 8, VK_QUERY_RESULT_64_BIT | VK_QUERY_RESULT_WAIT_BIT));
        return TimeSpan.FromMicroseconds((ticks[1] - ticks[0]) * (double)_context.NanosecondsPerTick / 1000);
    }
}

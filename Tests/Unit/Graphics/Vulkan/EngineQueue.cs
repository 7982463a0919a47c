using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Tests.Graphics.Vulkan;

/// <summary>An engine's side of a hand-over: it signals that it has stopped sampling, and waits for the upload's signal.</summary>
internal sealed unsafe class EngineQueue : IDisposable
{
    private const int SemaphoreCreateInfo = 9;
    private const int SemaphoreTypeCreateInfo = 1000207002;
    private const int TimelineFeatures = 1000207000;
    private const uint Version12 = (1u << 22) | (2u << 12);

    private readonly VulkanInterceptor _interceptor = new();
    private readonly delegate* unmanaged[Cdecl]<nint, ulong, void*, void> _destroySemaphore;
    private readonly delegate* unmanaged[Cdecl]<nint, VkResult> _waitIdle;
    private readonly bool _isTimeline;
    private readonly ulong _sampled;
    private readonly ulong _uploaded;
    private ulong _round;

    public EngineQueue(VulkanUploadPath path, bool isTimeline)
    {
        _isTimeline = isTimeline;
        var features = stackalloc Feature[1];
        features[0] = new Feature { sType = TimelineFeatures, value = 1 };
        if (isTimeline)
        {
            var address = (nint)features;
            _interceptor.Before["vkCreateInstance"] = (info, _) => ((VkInstanceCreateInfo*)info)->pApplicationInfo->apiVersion = Version12;
            _interceptor.Before["vkCreateDevice"] = (_, info) => ((VkDeviceCreateInfo*)info)->pNext = (void*)address;
        }

        Device = VulkanSupport.Create(path, _interceptor.GetInstanceProcAddr);
        _destroySemaphore = (delegate* unmanaged[Cdecl]<nint, ulong, void*, void>)Load("vkDestroySemaphore");
        _waitIdle = (delegate* unmanaged[Cdecl]<nint, VkResult>)Load("vkQueueWaitIdle");
        _sampled = CreateSemaphore();
        _uploaded = CreateSemaphore();
    }

    public VulkanDevice Device { get; }

    /// <summary>How often an upload asked.</summary>
    public int HandOvers { get; private set; }

    public VulkanHandOver NextHandOver()
    {
        HandOvers++;
        return new VulkanHandOver(_sampled, _isTimeline ? _round : 0, _uploaded, _isTimeline ? _round : 0);
    }

    /// <summary>The engine has stopped sampling.</summary>
    public void SubmitSignal()
    {
        _round++;
        Submit(0, _sampled);
    }

    /// <summary>The engine samples again.</summary>
    public void SubmitWait() => Submit(_uploaded, 0);

    public void WaitIdle() => Assert.That(_waitIdle(Device.Handles.Queue), Is.EqualTo(VkResult.VK_SUCCESS));

    public void Dispose()
    {
        WaitIdle();
        _destroySemaphore(Device.Handles.Device, _sampled, null);
        _destroySemaphore(Device.Handles.Device, _uploaded, null);
        Device.Dispose();
    }

    private nint Load(string name)
    {
        var loader = new VulkanLoader(_interceptor.GetInstanceProcAddr);
        return loader.LoadForDevice(Device.Context.Instance.GetDeviceProcAddr, Device.Handles.Device, name);
    }

    private ulong CreateSemaphore()
    {
        var type = new Feature { sType = SemaphoreTypeCreateInfo, value = 1 };
        var info = new Feature { sType = SemaphoreCreateInfo, pNext = _isTimeline ? &type : null };
        ulong semaphore;
        var create = (delegate* unmanaged[Cdecl]<nint, void*, void*, ulong*, VkResult>)Load("vkCreateSemaphore");
        Assert.That(create(Device.Handles.Device, &info, null, &semaphore), Is.EqualTo(VkResult.VK_SUCCESS));
        return semaphore;
    }

    private void Submit(ulong wait, ulong signal)
    {
        var value = _round;
        var stage = VkPipelineStageFlags.VK_PIPELINE_STAGE_ALL_COMMANDS_BIT;
        var values = new VkTimelineSemaphoreSubmitInfo
        {
            sType = VkStructureType.VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO,
            waitSemaphoreValueCount = 1,
            pWaitSemaphoreValues = &value,
            signalSemaphoreValueCount = 1,
            pSignalSemaphoreValues = &value,
        };
        var info = new VkSubmitInfo
        {
            sType = VkStructureType.VK_STRUCTURE_TYPE_SUBMIT_INFO,
            pNext = _isTimeline ? &values : null,
            waitSemaphoreCount = wait == 0 ? 0u : 1u,
            pWaitSemaphores = &wait,
            pWaitDstStageMask = &stage,
            signalSemaphoreCount = signal == 0 ? 0u : 1u,
            pSignalSemaphores = &signal,
        };
        Assert.That(Device.Context.Functions.QueueSubmit(Device.Handles.Queue, 1, &info, 0), Is.EqualTo(VkResult.VK_SUCCESS));
    }

    private struct Feature
    {
        public int sType;
        public void* pNext;
        public ulong value;
        public ulong initialValue;
    }
}

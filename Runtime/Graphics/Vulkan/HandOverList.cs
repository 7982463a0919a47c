using System;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>The semaphores of one submission, each once.</summary>
    /// <remarks>Used again for every upload; allocates nothing.</remarks>
    internal sealed unsafe class HandOverList
    {
        private readonly ulong[] _waits = new ulong[MaxCount];
        private readonly ulong[] _waitValues = new ulong[MaxCount];
        private readonly ulong[] _signals = new ulong[MaxCount];
        private readonly ulong[] _signalValues = new ulong[MaxCount];
        private int _waitCount;
        private int _signalCount;

        /// <summary>One per map at most.</summary>
        private const int MaxCount = 6;

        /// <summary>Asks the engine for the semaphores of every texture.</summary>
        public void Collect(UploadPart[] parts)
        {
            _waitCount = 0;
            _signalCount = 0;
            foreach (var part in parts)
            {
                if (((VulkanTexture)part.Texture).HandOver is { } handOver)
                {
                    var semaphores = handOver();
                    Add(_waits, _waitValues, ref _waitCount, semaphores.WaitSemaphore, semaphores.WaitValue);
                    Add(_signals, _signalValues, ref _signalCount, semaphores.SignalSemaphore, semaphores.SignalValue);
                }
            }
        }

        /// <summary>Submits with the semaphores.</summary>
        public VkResult With(VkSubmitInfo* info, VulkanContext context, ulong fence)
        {
            var stages = stackalloc VkPipelineStageFlags[MaxCount];
            new Span<VkPipelineStageFlags>(stages, MaxCount).Fill(VkPipelineStageFlags.VK_PIPELINE_STAGE_ALL_COMMANDS_BIT);
            fixed (ulong* waits = _waits, waitValues = _waitValues, signals = _signals, signalValues = _signalValues)
            {
                var values = new VkTimelineSemaphoreSubmitInfo
                {
                    sType = VkStructureType.VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO,
                    waitSemaphoreValueCount = (uint)_waitCount,
                    pWaitSemaphoreValues = waitValues,
                    signalSemaphoreValueCount = (uint)_signalCount,
                    pSignalSemaphoreValues = signalValues,
                };
                info->pNext = HasTimeline() ? &values : null;
                info->waitSemaphoreCount = (uint)_waitCount;
                info->pWaitSemaphores = waits;
                info->pWaitDstStageMask = stages;
                info->signalSemaphoreCount = (uint)_signalCount;
                info->pSignalSemaphores = signals;
                lock (context.QueueLock)
                {
                    return context.Functions.QueueSubmit(context.Handles.Queue, 1, info, fence);
                }
            }
        }

        private static void Add(ulong[] semaphores, ulong[] values, ref int count, ulong semaphore, ulong value)
        {
            if (semaphore != 0 && Array.IndexOf(semaphores, semaphore, 0, count) < 0)
            {
                semaphores[count] = semaphore;
                values[count++] = value;
            }
        }

        private bool HasTimeline()
        {
            for (var i = 0; i < MaxCount; i++)
            {
                if ((i < _waitCount && _waitValues[i] != 0) || (i < _signalCount && _signalValues[i] != 0))
                {
                    return true;
                }
            }

            return false;
        }
    }
}

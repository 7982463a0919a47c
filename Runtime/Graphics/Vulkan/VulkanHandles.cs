using System;

namespace DiffusionTextures
{
    /// <summary>The engine's own Vulkan objects, lent for as long as the device lives. Raw handles, so that every binding fits.</summary>
    public sealed record VulkanHandles
    {
        /// <summary>VkInstance.</summary>
        public IntPtr Instance { get; init; }

        /// <summary>VkPhysicalDevice.</summary>
        public IntPtr PhysicalDevice { get; init; }

        /// <summary>VkDevice; no feature or extension needs to be enabled.</summary>
        public IntPtr Device { get; init; }

        /// <summary>VkQueue that uploads are submitted to: the one that the engine samples on, or another one with hand-over by semaphores.</summary>
        public IntPtr Queue { get; init; }

        /// <summary>Index of the queue's family.</summary>
        public uint QueueFamily { get; init; }

        /// <summary>The engine's vkGetInstanceProcAddr. Zero: the system's.</summary>
        public IntPtr GetInstanceProcAddr { get; init; }

        /// <summary>
        /// Held around every vkQueueSubmit here. Vulkan wants one submitter at a time: an engine that shares the queue locks the same object,
        /// or sets <see cref="UploadTiming.InUpdate"/>, so that only its own thread submits. Null: an object of the device's own.
        /// </summary>
        public object? QueueLock { get; init; }
    }
}

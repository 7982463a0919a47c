namespace DiffusionTextures
{
    /// <summary>The semaphores between the engine's queue and an upload on another. Zero for a semaphore: none. Immutable.</summary>
    public readonly struct VulkanHandOver
    {
        /// <summary>Semaphores of one upload; several textures of it may name the same ones.</summary>
        /// <param name="waitSemaphore">VkSemaphore that the upload waits for: the engine has stopped sampling.</param>
        /// <param name="waitValue">Its value when it is a timeline semaphore, 0 when it is binary.</param>
        /// <param name="signalSemaphore">VkSemaphore that the upload signals: the engine may sample again.</param>
        /// <param name="signalValue">Its value when it is a timeline semaphore, 0 when it is binary.</param>
        public VulkanHandOver(ulong waitSemaphore, ulong waitValue, ulong signalSemaphore, ulong signalValue)
        {
            WaitSemaphore = waitSemaphore;
            WaitValue = waitValue;
            SignalSemaphore = signalSemaphore;
            SignalValue = signalValue;
        }

        /// <summary>VkSemaphore that the upload waits for.</summary>
        public ulong WaitSemaphore { get; }

        /// <summary>The value to wait for; 0 for a binary semaphore.</summary>
        public ulong WaitValue { get; }

        /// <summary>VkSemaphore that the upload signals.</summary>
        public ulong SignalSemaphore { get; }

        /// <summary>The value to signal; 0 for a binary semaphore.</summary>
        public ulong SignalValue { get; }
    }
}

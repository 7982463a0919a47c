using System;
using System.Threading;

namespace DiffusionTextures
{
    /// <summary>The engine's main thread, as its synchronization context stands for it.</summary>
    internal static class MainThread
    {
        /// <summary>The context of the calling thread, which must be the main one.</summary>
        /// <param name="what">What is called, for the message.</param>
        /// <exception cref="InvalidOperationException">The thread has no context.</exception>
        public static SynchronizationContext Require(string what)
        {
            return SynchronizationContext.Current
                ?? throw new InvalidOperationException($"{what} belongs on Unity's main thread, but was called on another. Call it from Awake, Start, Update or a continuation of those.");
        }
    }
}

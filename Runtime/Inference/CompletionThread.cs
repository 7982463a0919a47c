using System;
using System.Collections.Concurrent;
using System.Threading;

namespace DiffusionTextures.Inference
{
    /// <summary>Completes the tasks of every generator from a thread of the program's own priority.</summary>
    /// <remarks>
    /// A continuation may make the thread pool start a thread, and on Linux a thread inherits the priority of the one that starts it: completed from
    /// an inference thread, the engine's own work would stay at the low priority that is meant for inference alone. Thread-safe.
    /// </remarks>
    internal static class CompletionThread
    {
        private static readonly BlockingCollection<Action> Completions = new BlockingCollection<Action>();
        private static readonly Lazy<Thread> Worker = new Lazy<Thread>(Start);

        /// <summary>Starts the thread, once, with the caller's priority.</summary>
        public static void EnsureStarted() => _ = Worker.Value;

        /// <summary>Completes a task soon, in the order of the calls.</summary>
        public static void Post(Action completion) => Completions.Add(completion);

        /// <summary>Waits until everything posted before is complete.</summary>
        public static void Flush()
        {
            // Not disposed: the other thread may still be inside of Set when the wait returns.
            var done = new ManualResetEventSlim();
            Post(done.Set);
            done.Wait();
        }

        private static Thread Start()
        {
            var thread = new Thread(Loop) { IsBackground = true, Name = "DiffusionTextures completion" };
            thread.Start();
            return thread;
        }

        private static void Loop()
        {
            foreach (var completion in Completions.GetConsumingEnumerable())
            {
                completion();
            }
        }
    }
}

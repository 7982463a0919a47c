using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace DiffusionTextures.Inference
{
    /// <summary>Lowers the calling thread where .NET alone does not: on Linux a thread has a nice value, which the threads that it starts inherit, ONNX Runtime's among them.</summary>
    internal static class NativeThreadPriority
    {
        private const int ProcessOrThread = 0;
        private const int CallingThread = 0;

        /// <summary>Sets the calling thread's priority; what the system does not allow stays as it is.</summary>
        public static void Set(ThreadPriority priority)
        {
            Thread.CurrentThread.Priority = priority;
            if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
            {
                return;
            }

            var nice = Nice(priority);
            if (nice > 0)
            {
                _ = SetPriority(ProcessOrThread, CallingThread, nice);
            }
        }

        /// <summary>The nice value of the calling thread.</summary>
        public static int CurrentNice() => GetPriority(ProcessOrThread, CallingThread);

        private static int Nice(ThreadPriority priority)
        {
            return priority switch
            {
                ThreadPriority.Lowest => 19,
                ThreadPriority.BelowNormal => 10,
                _ => 0,
            };
        }

        [DllImport("libc", EntryPoint = "setpriority")]
        private static extern int SetPriority(int which, int who, int nice);

        [DllImport("libc", EntryPoint = "getpriority")]
        private static extern int GetPriority(int which, int who);
    }
}

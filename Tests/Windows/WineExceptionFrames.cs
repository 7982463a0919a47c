using System.Runtime.InteropServices;

namespace DiffusionTextures.Tests.Windows;

/// <summary>
/// Lets .NET throw through native code under Wine 8. There ntdll notes a frame in the thread's exception list while it calls a function's unwind handler, and takes it
/// away when the handler returns. The handler of .NET does not return when an exception leaves native code into managed code, such as out of Delegate.DynamicInvoke, by which
/// NUnit calls what is expected to throw: .NET unwinds the rest by itself. The frame stays in the list, the stack is used again, and the next native exception jumps into
/// what lies there. Windows has no such frame.
/// </summary>
/// <remarks>Every exception is announced after ntdll notes the frame and before .NET leaves it, which is when the list gets its old head back.</remarks>
internal static unsafe class WineExceptionFrames
{
    private const int ThreadBasicInformation = 0;
    private const int TebIndex = 1; // of THREAD_BASIC_INFORMATION, in pointers
    private const nint CurrentThread = -2;

    [ThreadStatic]
    private static nint t_head;

    /// <summary>Begins to do so; nothing on Windows.</summary>
    public static void Forget()
    {
        if (NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll.dll"), "wine_get_version", out _))
        {
            AppDomain.CurrentDomain.FirstChanceException += (_, _) => Restore();
        }
    }

    // The first exception of a thread finds the list as the thread began with it.
    private static void Restore()
    {
        var information = stackalloc nint[6];
        if (NtQueryInformationThread(CurrentThread, ThreadBasicInformation, information, 6 * sizeof(nint), null) != 0)
        {
            return;
        }

        var list = (nint*)information[TebIndex]; // NT_TIB.ExceptionList is the first field of the TEB
        if (t_head == 0)
        {
            t_head = *list;
        }

        *list = t_head;
    }

    [DllImport("ntdll.dll")]
    private static extern int NtQueryInformationThread(nint thread, int kind, void* information, int size, int* written);
}

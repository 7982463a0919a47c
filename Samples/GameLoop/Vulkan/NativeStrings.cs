using System.Runtime.InteropServices;

namespace GameLoop.Vulkan;

/// <summary>A list of names as C wants it.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    public NativeStrings(IReadOnlyList<string> texts)
    {
        Count = (uint)texts.Count;
        Pointer = (byte**)NativeMemory.Alloc(Count + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < texts.Count; i++)
        {
            Pointer[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        }
    }

    public uint Count { get; }

    public byte** Pointer { get; }

    public void Dispose()
    {
        for (var i = 0; i < Count; i++)
        {
            Marshal.FreeCoTaskMem((nint)Pointer[i]);
        }

        NativeMemory.Free(Pointer);
    }
}

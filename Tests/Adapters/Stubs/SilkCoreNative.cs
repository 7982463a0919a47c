namespace Silk.NET.Core.Native;

/// <summary>As Silk.NET.Core declares them: what the adapters need of them.</summary>
public interface IComVtbl<T>
    where T : unmanaged
{
    unsafe void*** AsVtblPtr();
}

public unsafe struct ComPtr<T>
    where T : unmanaged, IComVtbl<T>
{
    public T* Handle;
}

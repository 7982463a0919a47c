using Silk.NET.Core.Native;
using Silk.NET.DXGI;

namespace Silk.NET.Direct3D12;

/// <summary>As Silk.NET.Direct3D12 declares them: what the adapter needs of them.</summary>
public unsafe struct ID3D12Device : IComVtbl<ID3D12Device>
{
    public void** LpVtbl;

    public void*** AsVtblPtr() => throw new NotSupportedException();
}

public unsafe struct ID3D12CommandQueue : IComVtbl<ID3D12CommandQueue>
{
    public void** LpVtbl;

    public void*** AsVtblPtr() => throw new NotSupportedException();
}

public unsafe struct ID3D12Resource : IComVtbl<ID3D12Resource>
{
    public void** LpVtbl;

    public void*** AsVtblPtr() => throw new NotSupportedException();

    public readonly ResourceDesc GetDesc() => throw new NotSupportedException();
}

public struct ResourceDesc
{
    public ulong Width;
    public uint Height;
    public ushort MipLevels;
    public Format Format;
}

[Flags]
public enum ResourceStates
{
    Common = 0,
}

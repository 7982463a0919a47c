using Silk.NET.Core.Native;
using Silk.NET.Direct3D12;

namespace DiffusionTextures.Adapters.Tests;

public class SilkDirect3D12Tests
{
    [Test]
    public void Adopt_NullPointers_ReachesTheDevicesOwnCheck()
    {
        Assert.That(
            () => SilkDirect3D12.SilkDirect3D12.Adopt(default(ComPtr<ID3D12Device>), default(ComPtr<ID3D12CommandQueue>)),
            Throws.ArgumentException.With.Message.Contains("ID3D12Device is null"));
    }
}

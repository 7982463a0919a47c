using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Tests.Graphics.Direct3D12;

/// <summary>The contract on a device of our own, which has a copy queue.</summary>
public class D3D12HeadlessTests : GraphicsDeviceContract
{
    private D3D12Engine? _engine;

    [Test]
    public void Create_TheDevice_SaysItsName() => Assert.That(Device.Name, Does.Contain("Direct3D 12"));

    [TearDown]
    public void DisposeTheEngine()
    {
        _engine?.Dispose();
        _engine = null;
    }

    protected override GraphicsDevice CreateDevice() => D3D12Device.Create();

    private protected override EngineTexture MakeEngineTexture(TextureDescription description)
    {
        // The default adapter has one ID3D12Device for a whole process, so that the engine's is the same object.
        _engine ??= new D3D12Engine(D3D12Constants.COMMAND_LIST_TYPE_DIRECT);
        var resource = _engine.MakeTexture(description, D3D12Constants.RESOURCE_STATE_COMMON);
        return new EngineTexture((ulong)resource, () => ((D3D12Device)Device).Borrow(resource, description), () => Com.Release(resource));
    }
}

using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Tests.Graphics.Direct3D12;

/// <summary>The contract on a device of our own, which has a copy queue.</summary>
public class D3D12HeadlessTests : GraphicsDeviceContract
{
    [Test]
    public void Create_TheDevice_SaysItsName() => Assert.That(Device.Name, Does.Contain("Direct3D 12"));

    [Test]
    public void Borrow_AnotherDevicesTexture_IsRefused()
    {
        using var other = D3D12Device.Create();
        Assume.That(Com.IsSame(other.Api.Device, ((D3D12Device)Device).Api.Device), Is.False, "Windows has one device per adapter in a process.");
        var description = new TextureDescription(8, 8, PixelFormat.R8);
        var resource = D3D12Engine.MakeTexture(other.Api, description, D3D12Constants.RESOURCE_STATE_COMMON);
        Assert.That(() => ((D3D12Device)Device).Borrow(resource, description), Throws.ArgumentException.With.Message.Contains("another ID3D12Device"));
        Assert.That(D3D12Engine.References(resource), Is.EqualTo(1));
        Com.Release(resource);
    }

    protected override GraphicsDevice CreateDevice() => D3D12Device.Create();

    private protected override EngineTexture MakeEngineTexture(TextureDescription description)
    {
        var device = (D3D12Device)Device;
        var resource = D3D12Engine.MakeTexture(device.Api, description, D3D12Constants.RESOURCE_STATE_COMMON);
        return new EngineTexture((ulong)resource, () => device.Borrow(resource, description), () => Com.Release(resource));
    }
}

using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Tests.Graphics.Direct3D12;

/// <summary>The contract on the engine's device and direct queue, and what only an adopted device has.</summary>
public class D3D12AdoptedTests : GraphicsDeviceContract
{
    private const uint PixelShaderResource = 0x80;
    private const int Rgba8Typeless = 27;

    private D3D12Engine _engine = null!;
    private (uint Device, uint Queue) _before;

    [OneTimeSetUp]
    public void MakeTheEngine()
    {
        _engine = new D3D12Engine(D3D12Constants.COMMAND_LIST_TYPE_DIRECT);
        _before = _engine.References();
    }

    [OneTimeTearDown]
    public void DisposeTheEngine() => _engine.Dispose();

    [Test]
    public void Borrow_InAShadersState_IsWrittenAndLeftInIt()
    {
        var description = new TextureDescription(20, 12, PixelFormat.Rgba8Srgb);
        var resource = _engine.MakeTexture(description, PixelShaderResource);
        using (var texture = ((D3D12Device)Device).Borrow(resource, description, PixelShaderResource, PixelShaderResource))
        {
            using var target = Target((MaterialMaps.Albedo, texture));
            foreach (var seed in new[] { 1, 2 })
            {
                var material = RandomMaterial.Make(20, 12, seed);
                target.Write(material);
                AssertHolds(target, material);
            }
        }

        Com.Release(resource);
    }

    [Test]
    public void Borrow_Typeless_ServesBothViews()
    {
        var resource = _engine.MakeTexture(new TextureDescription(8, 8, PixelFormat.Rgba8), 0, Rgba8Typeless);
        foreach (var format in new[] { PixelFormat.Rgba8, PixelFormat.Rgba8Srgb })
        {
            using var texture = ((D3D12Device)Device).Borrow(resource, new TextureDescription(8, 8, format));
            using var target = Target((MaterialMaps.Albedo, texture));
            var material = RandomMaterial.Make(8, 8, 3);
            target.Write(material);
            AssertHolds(target, material);
        }

        Com.Release(resource);
    }

    [Test]
    public void Borrow_AReference_IsHeldUntilTheTextureIsDisposed()
    {
        var description = new TextureDescription(8, 8, PixelFormat.R8);
        var resource = _engine.MakeTexture(description, 0);
        Assert.That(D3D12Engine.References(resource), Is.EqualTo(1));
        var texture = ((D3D12Device)Device).Borrow(resource, description);
        Assert.That(D3D12Engine.References(resource), Is.EqualTo(2));
        texture.Dispose();
        texture.Dispose();
        Assert.That(D3D12Engine.References(resource), Is.EqualTo(1));
        Com.Release(resource);
    }

    [TestCase(16, 8, PixelFormat.R8, 4, "8x8 texels")]
    [TestCase(8, 8, PixelFormat.R8, 2, "4 mip levels")]
    [TestCase(8, 8, PixelFormat.R16, 4, "DXGI format 61")]
    public void Borrow_WhatIsNotAsDescribed_IsRefusedAndLetGo(int width, int height, PixelFormat format, int levels, string what)
    {
        var resource = _engine.MakeTexture(new TextureDescription(8, 8, PixelFormat.R8), 0);
        Assert.That(
            () => ((D3D12Device)Device).Borrow(resource, new TextureDescription(width, height, format) { MipLevels = levels }),
            Throws.ArgumentException.With.Message.Contains(what));
        Assert.That(D3D12Engine.References(resource), Is.EqualTo(1));
        Com.Release(resource);
    }

    [Test]
    public void Borrow_WhatIsNoTexture_IsRefused()
    {
        var buffer = _engine.MakeBuffer();
        var device = (D3D12Device)Device;
        Assert.That(() => device.Borrow(buffer, new TextureDescription(64, 1, PixelFormat.R8)), Throws.ArgumentException.With.Message.Contains("no plain 2D texture"));
        Assert.That(() => device.Borrow(_engine.Queue, new TextureDescription(64, 1, PixelFormat.R8)), Throws.ArgumentException.With.Message.Contains("no ID3D12Resource"));
        Assert.That(() => device.Borrow(IntPtr.Zero, new TextureDescription(64, 1, PixelFormat.R8)), Throws.ArgumentException.With.Message.Contains("null"));
        Assert.That(D3D12Engine.References(buffer), Is.EqualTo(1));
        Com.Release(buffer);
    }

    [Test]
    public void Borrow_StatesOnACopyQueue_AreRefused()
    {
        using var copy = D3D12Device.Create();
        var description = new TextureDescription(8, 8, PixelFormat.R8);
        var resource = _engine.MakeTexture(description, 0);
        Assert.That(() => copy.Borrow(resource, description, 0, PixelShaderResource), Throws.ArgumentException.With.Message.Contains("COMMON"));
        Com.Release(resource);
    }

    [Test]
    public void Adopt_WhatIsNoDeviceOrQueue_IsRefused()
    {
        Assert.That(() => D3D12Device.Adopt(IntPtr.Zero, _engine.Queue), Throws.ArgumentException.With.Message.Contains("null"));
        Assert.That(() => D3D12Device.Adopt(_engine.Device, IntPtr.Zero), Throws.ArgumentException.With.Message.Contains("null"));
        Assert.That(() => D3D12Device.Adopt(_engine.Queue, _engine.Queue), Throws.ArgumentException.With.Message.Contains("no ID3D12Device"));
        Assert.That(() => D3D12Device.Adopt(_engine.Device, _engine.Device), Throws.ArgumentException.With.Message.Contains("no ID3D12CommandQueue"));
    }

    [Test]
    public void Write_Each_MovesTheFenceByOne()
    {
        var device = (D3D12Device)Device;
        using var target = GraphicsTarget.Create(Device, 8, 8);
        var submitted = device.SubmittedValue;
        target.Write(RandomMaterial.Make(8, 8, 1));
        Assert.That(device.SubmittedValue, Is.EqualTo(submitted + 1), "one command list for all maps");
        Assert.That(D3D12Api.Completed(device.NativeFence), Is.EqualTo(device.SubmittedValue));
    }

    protected override GraphicsDevice CreateDevice() => D3D12Device.Adopt(_engine.Device, _engine.Queue);

    protected override void Check() => Assert.That(_engine.References, D3D12Engine.SoonIs(_before), "every object was released, each of which holds the device");

    private protected override EngineTexture MakeEngineTexture(TextureDescription description)
    {
        var resource = _engine.MakeTexture(description, 0);
        return new EngineTexture((ulong)resource, () => ((D3D12Device)Device).Borrow(resource, description), () => Com.Release(resource));
    }
}

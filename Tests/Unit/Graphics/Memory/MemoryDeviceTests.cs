using System.Runtime.InteropServices;

namespace DiffusionTextures.Tests.Graphics.Memory;

public class MemoryDeviceTests : GraphicsDeviceContract
{
    [Test]
    public void Borrow_MemoryThatDoesNotFit_Throws()
    {
        var device = (MemoryDevice)Device;
        var description = new TextureDescription(4, 4, PixelFormat.R8);
        Assert.That(() => device.Borrow(IntPtr.Zero, 21, description), Throws.ArgumentException.With.Message.Contains("null"));
        Assert.That(() => device.Borrow(1, 16, description), Throws.ArgumentException.With.Message.Contains("21 bytes").And.Message.Contains("16"));
        Assert.That(() => device.Borrow(1, 16, null!), Throws.ArgumentNullException);
    }

    protected override GraphicsDevice CreateDevice() => new MemoryDevice();

    private protected override EngineTexture MakeEngineTexture(TextureDescription description)
    {
        var address = Marshal.AllocHGlobal((nint)description.ByteCount);
        return new EngineTexture(
            (ulong)address, () => ((MemoryDevice)Device).Borrow(address, description.ByteCount, description), () => Marshal.FreeHGlobal(address));
    }
}

using DiffusionTextures.Graphics.Direct3D12;
using DiffusionTextures.Graphics.Direct3D12.Interop;
using NUnit.Framework.Constraints;

namespace DiffusionTextures.Tests.Graphics.Direct3D12;

/// <summary>The engine's side: a device, a queue, and textures that it makes.</summary>
internal sealed unsafe class D3D12Engine : IDisposable
{
    private readonly D3D12Api _api;
    private readonly IntPtr _fence;
    private ulong _signaled;

    public D3D12Engine(int queueType)
    {
        Device = D3D12Api.CreateDevice();
        Queue = D3D12Api.CreateQueue(Device, queueType);
        _api = new D3D12Api(Device, Queue, null);
        _fence = _api.CreateFence();
    }

    public IntPtr Device { get; }

    public IntPtr Queue { get; }

    /// <summary>References to the device, of which every object that is left has one, and to the queue.</summary>
    public (uint Device, uint Queue) References() => (References(Device), References(Queue));

    /// <summary>What <see cref="References()"/> must come to be: Wine's threads let go of a fence a moment after its last owner has.</summary>
    public static IResolveConstraint SoonIs((uint Device, uint Queue) references) => Is.EqualTo(references).After(5).Seconds.PollEvery(5).MilliSeconds;

    /// <summary>References to a COM object.</summary>
    public static uint References(IntPtr instance)
    {
        ((delegate* unmanaged[Stdcall]<IntPtr, uint>)Com.Slot(instance, 1))(instance);
        return ((delegate* unmanaged[Stdcall]<IntPtr, uint>)Com.Slot(instance, 2))(instance);
    }

    /// <summary>An ID3D12Resource; the caller releases it.</summary>
    public IntPtr MakeTexture(TextureDescription description, uint state, int? format = null) => MakeTexture(_api, description, state, format);

    /// <summary>An ID3D12Resource of any device; the caller releases it.</summary>
    public static IntPtr MakeTexture(D3D12Api api, TextureDescription description, uint state, int? format = null)
    {
        var native = D3D12Texture.Native(description);
        native.Format = format ?? native.Format;
        return api.CreateResource(D3D12Constants.HEAP_TYPE_DEFAULT, native, state, "the engine's texture");
    }

    /// <summary>An ID3D12Resource that is a buffer; the caller releases it.</summary>
    public IntPtr MakeBuffer() => D3D12Buffer.Create(_api, D3D12Constants.HEAP_TYPE_DEFAULT, 4096).Resource;

    /// <summary>Waits for everything that was submitted to the queue.</summary>
    public void WaitForIdle()
    {
        Assert.That(_api.TrySignal(_fence, ++_signaled), Is.True);
        using var arrived = new ManualResetEvent(false);
        _api.SetEvent(_fence, _signaled, arrived.SafeWaitHandle.DangerousGetHandle());
        arrived.WaitOne();
    }

    public void Dispose()
    {
        Com.Release(_fence);
        Com.Release(Queue);
        Com.Release(Device);
    }
}

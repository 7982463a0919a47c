namespace DiffusionTextures.Tests.Graphics;

/// <summary>A texture on the engine's side, which the device under test borrows.</summary>
/// <param name="handle">Its native handle.</param>
/// <param name="borrow">Wraps it.</param>
/// <param name="destroy">What the engine does in the end.</param>
internal sealed class EngineTexture(ulong handle, Func<GraphicsTexture> borrow, Action destroy) : IDisposable
{
    public ulong Handle { get; } = handle;

    public GraphicsTexture Borrow() => borrow();

    public void Dispose() => destroy();
}

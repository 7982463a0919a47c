using DiffusionTextures.Graphics.Direct3D12;
using DiffusionTextures.Graphics.Direct3D12.Interop;
using DiffusionTextures.Inference.DirectML;
using DiffusionTextures.Tests.Graphics.Direct3D12;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Tests.Windows;

/// <summary>Wiring alone: sessions get created and bindings are taken. What DirectML computes is not looked at, for under Wine it is wrong.</summary>
public class DirectMLTests
{
    private const int AllowUnorderedAccess = 4;
    private const uint UnorderedAccess = 8;

    [Test]
    public async Task Load_OnAnAdapter_CreatesTheSessions()
    {
        using var generator = await TextureGenerator.LoadAsync(new TextureGeneratorOptions { Providers = [ExecutionProvider.DirectML], WarmUp = false });
        Assert.That(generator.Provider, Is.EqualTo(ExecutionProvider.DirectML));
        Assert.That(generator.ProviderFallbacks, Is.Empty);
    }

    [Test]
    public async Task Load_OnTheEnginesDevice_CreatesTheSessionsThereAndLetsGo()
    {
        using var engine = new D3D12Engine(D3D12Constants.COMMAND_LIST_TYPE_DIRECT);
        using var device = D3D12Device.Adopt(engine.Device, engine.Queue);
        var before = D3D12Engine.References(engine.Queue);
        using (var generator = await TextureGenerator.LoadAsync(
            new TextureGeneratorOptions { Providers = [ExecutionProvider.DirectML], DirectMLDevice = device, WarmUp = false }))
        {
            Assert.That(generator.Provider, Is.EqualTo(ExecutionProvider.DirectML));
            Assert.That(D3D12Engine.References(engine.Queue), Is.GreaterThan(before), "the sessions hold the engine's queue");
        }

        Assert.That(D3D12Engine.References(engine.Queue), Is.EqualTo(before));
    }

    [Test]
    public void Load_OnACopyQueue_IsRefused()
    {
        using var device = D3D12Device.Create();
        Assert.That(
            async () => await TextureGenerator.LoadAsync(new TextureGeneratorOptions { Providers = [ExecutionProvider.DirectML], DirectMLDevice = device }),
            Throws.ArgumentException.With.Message.Contains("copy queue"));
    }

    [Test]
    public void Bind_ABufferOfDirect3D12_IsTakenAsAnOutput()
    {
        using var engine = new D3D12Engine(D3D12Constants.COMMAND_LIST_TYPE_DIRECT);
        var api = new D3D12Api(engine.Device, engine.Queue, null);
        var description = new ResourceDesc
        {
            Dimension = D3D12Constants.RESOURCE_DIMENSION_BUFFER, Width = 3 * 128 * 128 * 4, Height = 1, DepthOrArraySize = 1, MipLevels = 1,
            SampleDesc = new SampleDesc { Count = 1 }, Layout = D3D12Constants.TEXTURE_LAYOUT_ROW_MAJOR, Flags = AllowUnorderedAccess,
        };
        var buffer = api.CreateResource(D3D12Constants.HEAP_TYPE_DEFAULT, description, UnorderedAccess, "the output");
        var references = D3D12Engine.References(buffer);
        using (var options = new SessionOptions { EnableMemoryPattern = false, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL })
        {
            OrtDmlApi.Append(options, engine.Device, engine.Queue);
            using var session = new InferenceSession(Path.Combine(PocketModel.Folder, "vae_decoder", "model.onnx"), options);
            using var tensor = new DirectMLTensor(buffer, [1, 3, 128, 128]);
            using var binding = session.CreateIoBinding();
            Assert.That(() => binding.BindOutput(session.OutputNames[0], tensor.Value), Throws.Nothing);
            Assert.That(D3D12Engine.References(buffer), Is.GreaterThan(references), "the tensor holds the buffer");
        }

        Assert.That(D3D12Engine.References(buffer), Is.EqualTo(references));
        Com.Release(buffer);
    }
}

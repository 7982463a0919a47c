namespace DiffusionTextures.Authoring.Tests.Generation;

public sealed class GeneratorSlotTests
{
    [Test]
    public async Task GetAsync_Twice_LoadsOnce()
    {
        using var slot = new GeneratorSlot();
        var loads = 0;
        TextureGeneratorOptions Options() => ++loads == 1 ? new TextureGeneratorOptions() : throw new InvalidOperationException("loaded twice");

        var both = await Task.WhenAll(slot.GetAsync(Options, null), slot.GetAsync(Options, null));

        Assert.That(both[0], Is.SameAs(both[1]));
    }

    [Test]
    public async Task GetAsync_AfterAFailedLoad_TriesAgain()
    {
        using var slot = new GeneratorSlot();
        await Assert.ThatAsync(() => slot.GetAsync(() => new TextureGeneratorOptions { ModelFolder = "nowhere" }, null), Throws.InstanceOf<ModelException>());

        Assert.That(await slot.GetAsync(() => new TextureGeneratorOptions(), null), Is.Not.Null);
    }

    [Test]
    public async Task DisposeAll_WithALoadedAndALoadingOne_LeavesNone()
    {
        var loaded = new GeneratorSlot();
        var loading = new GeneratorSlot();
        var generator = await loaded.GetAsync(() => new TextureGeneratorOptions(), null);
        var pending = loading.GetAsync(() => new TextureGeneratorOptions(), null);

        GeneratorSlot.DisposeAll();

        Assert.That(pending.IsCompleted, Is.True);
        Assert.That(loaded.Lifetime.IsCancellationRequested, Is.True);
        await Assert.ThatAsync(() => generator.GenerateTextureAsync(new TextureRequest("brick")), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => loaded.GetAsync(() => new TextureGeneratorOptions(), null), Throws.TypeOf<ObjectDisposedException>());
    }
}

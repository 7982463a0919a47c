using DiffusionTextures.Graphics;
using DiffusionTextures.Textures;

namespace DiffusionTextures.Tests.Graphics;

/// <summary>What every graphics device does. Derived once per backend.</summary>
[TestFixture]
public abstract class GraphicsDeviceContract
{
    private static readonly (MaterialMaps, PixelFormat)[] Storages =
    [
        (MaterialMaps.Albedo, PixelFormat.Rgba8Srgb),
        (MaterialMaps.Albedo, PixelFormat.Rgba8),
        (MaterialMaps.Albedo, PixelFormat.Rgba16Float),
        (MaterialMaps.Normal, PixelFormat.Rgba8),
        (MaterialMaps.Normal, PixelFormat.Rg8),
        (MaterialMaps.Normal, PixelFormat.Rgba16Float),
        (MaterialMaps.Height, PixelFormat.R16),
        (MaterialMaps.Height, PixelFormat.Rgba16Float),
        (MaterialMaps.Roughness, PixelFormat.R8),
        (MaterialMaps.Metallic, PixelFormat.Rgba8),
    ];

    private static readonly (int, int)[] Sizes = [(64, 64), (200, 120), (1, 7), (5, 3), (33, 1)];

    /// <summary>The device under test.</summary>
    protected GraphicsDevice Device { get; private set; } = null!;

    [SetUp]
    public void CreateTheDevice() => Device = CreateDevice();

    [TearDown]
    public void DisposeTheDevice()
    {
        Device.Dispose();
        Check();
    }

    [Test]
    public void Write_EveryStorage_IsExactOnLevelZeroAndWithinOneCodeBelow(
        [ValueSource(nameof(Storages))] (MaterialMaps Map, PixelFormat Format) storage, [ValueSource(nameof(Sizes))] (int Width, int Height) size)
    {
        var material = RandomMaterial.Make(size.Width, size.Height, 5);
        using var texture = Device.CreateTexture(new TextureDescription(size.Width, size.Height, storage.Format));
        using var target = Target((storage.Map, texture));
        target.Write(material);
        var levels = texture.ReadBack();
        var expected = new TextureImage(size.Width, size.Height, storage.Format);
        material.CopyPixels(storage.Map, storage.Format, expected.Pixels.Span);
        Assert.That(levels, Has.Length.EqualTo(MipChain.LevelCount(size.Width, size.Height)));
        Assert.That(levels[0].Pixels.ToArray(), Is.EqualTo(expected.Pixels.ToArray()));
        MipReference.Check(levels, storage.Map == MaterialMaps.Albedo, storage.Map == MaterialMaps.Normal);
    }

    [Test]
    public void Create_AllMaps_HasTheFormatsOfTheMapsAndTakesAMaterial()
    {
        using var target = GraphicsTarget.Create(Device, 48, 20);
        var material = RandomMaterial.Make(48, 20, 1);
        target.Write(material);
        Assert.That(target.Maps, Is.EqualTo(MaterialMaps.All));
        Assert.That(target.WrittenCount, Is.EqualTo(1));
        Assert.That(target[MaterialMaps.Albedo].Description.Format, Is.EqualTo(PixelFormat.Rgba8Srgb));
        Assert.That(target[MaterialMaps.Normal].Description.Format, Is.EqualTo(PixelFormat.Rgba8));
        Assert.That(target[MaterialMaps.Height].Description.Format, Is.EqualTo(PixelFormat.R16));
        Assert.That(target[MaterialMaps.Metallic].Description.Format, Is.EqualTo(PixelFormat.R8));
        AssertHolds(target, material);
        Assert.That(() => target[MaterialMaps.All], Throws.ArgumentException);
    }

    [Test]
    public void Create_OrWrite_Null_Throws()
    {
        using var target = GraphicsTarget.Create(Device, 8, 8, MaterialMaps.Albedo);
        Assert.That(() => GraphicsTarget.Create(null!, 8, 8), Throws.ArgumentNullException);
        Assert.That(() => new GraphicsTarget(null!), Throws.ArgumentNullException);
        Assert.That(() => target.Write(null!), Throws.ArgumentNullException);
        Assert.That(() => target.ShowPreview(null!), Throws.ArgumentNullException);
        Assert.That(() => FrameBudget.FromBytes(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => FrameBudget.FromMicroseconds(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => FrameBudget.FromMicroseconds(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(default(FrameBudget).Bytes, Is.EqualTo(FrameBudget.Default.Bytes));
    }

    [Test]
    public void Write_FewerLevels_WritesThose()
    {
        using var texture = Device.CreateTexture(new TextureDescription(16, 16, PixelFormat.R8) { MipLevels = 2 });
        using var target = Target((MaterialMaps.Height, texture));
        target.Write(RandomMaterial.Make(16, 16, 1));
        Assert.That(texture.ReadBack(), Has.Length.EqualTo(2));
        MipReference.Check(texture.ReadBack(), false, false);
    }

    [Test]
    public void CreateTexture_New_IsAllZero()
    {
        using var texture = Device.CreateTexture(new TextureDescription(9, 5, PixelFormat.Rgba8));
        Assert.That(texture.ReadBack().SelectMany(level => level.Pixels.ToArray()), Is.All.Zero);
        Assert.That(texture.IsBorrowed, Is.False);
        Assert.That(texture.NativeHandle, Is.Not.Zero);
    }

    [TestCase(0, 4, null)]
    [TestCase(4, TextureImage.MaxSize + 1, null)]
    [TestCase(4, 4, 0)]
    [TestCase(4, 4, 4)]
    public void CreateTexture_OutOfRange_Throws(int width, int height, int? levels)
    {
        Assert.That(() => Device.CreateTexture(new TextureDescription(width, height, PixelFormat.R8) { MipLevels = levels }), Throws.ArgumentException);
        Assert.That(() => Device.CreateTexture(new TextureDescription(4, 4, (PixelFormat)99)), Throws.ArgumentException);
        Assert.That(() => Device.CreateTexture(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Borrow_EnginesTexture_IsWrittenAndOutlivesTheWrapper()
    {
        using var engine = MakeEngineTexture(new TextureDescription(20, 12, PixelFormat.Rgba8Srgb));
        var material = RandomMaterial.Make(20, 12, 2);
        for (var round = 0; round < 2; round++)
        {
            using var texture = engine.Borrow();
            using var target = Target((MaterialMaps.Albedo, texture));
            target.Write(material);
            Assert.That(texture.IsBorrowed, Is.True);
            Assert.That(texture.NativeHandle, Is.EqualTo(engine.Handle));
            AssertHolds(target, material);
        }
    }

    [Test]
    public void Write_AnotherSize_ThrowsAndKeepsThePictures()
    {
        using var target = GraphicsTarget.Create(Device, 16, 16, MaterialMaps.Albedo);
        var material = RandomMaterial.Make(16, 16, 1);
        target.Write(material);
        Assert.That(() => target.Write(RandomMaterial.Make(16, 8, 1)), Throws.ArgumentException.With.Message.Contains("16x8").And.Message.Contains("TextureRequest.Width"));
        AssertHolds(target, material);
    }

    [Test]
    public void Update_Slices_ChangeNothingUntilEverythingHasArrived()
    {
        using var target = GraphicsTarget.Create(Device, 64, 64);
        var before = RandomMaterial.Make(64, 64, 1);
        target.Write(before);
        Device.UploadTiming = UploadTiming.InUpdate;
        var after = RandomMaterial.Make(64, 64, 2);
        target.Write(after);
        Assert.That(target.IsPending, Is.True);
        var frames = 0;
        while (!Device.Update(FrameBudget.FromBytes(10_000)))
        {
            frames++;
            Assert.That(target.IsPending, Is.True);
            Assert.That(target.WrittenCount, Is.EqualTo(1));
            AssertHolds(target, before);
        }

        Assert.That(frames, Is.GreaterThanOrEqualTo(4));
        Assert.That(target.IsPending, Is.False);
        Assert.That(target.WrittenCount, Is.EqualTo(2));
        AssertHolds(target, after);
    }

    [Test]
    public void Update_Microseconds_TakesTheFramesThatTheClockSays()
    {
        using var target = GraphicsTarget.Create(Device, 256, 256);
        Device.UploadTiming = UploadTiming.InUpdate;

        // Every look at the clock finds 100 microseconds passed, so that a slice takes as long, whatever its size.
        var now = 0.0;
        Device.Pace.Clock = () => now += 100;
        var (few, many) = (Frames(800, 1), Frames(300, 2));
        Assert.That(few, Is.GreaterThan(1));
        Assert.That(many, Is.GreaterThan(few));

        int Frames(double microseconds, int seed)
        {
            var material = RandomMaterial.Make(256, 256, seed);
            target.Write(material);
            var frames = 1;
            while (!Device.Update(FrameBudget.FromMicroseconds(microseconds)))
            {
                frames++;
            }

            AssertHolds(target, material);
            return frames;
        }
    }

    [Test]
    public void Update_DefaultBudget_BringsASmallMaterialWithinOneFrame()
    {
        using var target = GraphicsTarget.Create(Device, 32, 32);
        Device.UploadTiming = UploadTiming.InUpdate;
        target.Write(RandomMaterial.Make(32, 32, 2));
        Assert.That(Device.Update(), Is.True);
        Assert.That(target.WrittenCount, Is.EqualTo(1));
    }

    [Test]
    public void ShowPreview_SmallPicture_ChangesTheAlbedoOnly([Values] UploadTiming timing)
    {
        using var target = GraphicsTarget.Create(Device, 32, 16, MaterialMaps.Albedo | MaterialMaps.Height);
        var material = RandomMaterial.Make(32, 16, 1);
        target.Write(material);
        var height = target[MaterialMaps.Height].ReadBack()[0].Pixels.ToArray();
        Device.UploadTiming = timing;
        var preview = new TextureImage(4, 2, PixelFormat.Rgba8Srgb);
        preview.Pixels.Span.Fill(200);
        target.ShowPreview(preview);
        Finish();
        Assert.That(target[MaterialMaps.Albedo].ReadBack()[0].Pixels.ToArray().Where((_, i) => i % 4 < 3), Is.All.EqualTo(200));
        Assert.That(target[MaterialMaps.Height].ReadBack()[0].Pixels.ToArray(), Is.EqualTo(height));
        target.Write(material);
        Finish();
        AssertHolds(target, material);
    }

    [Test]
    public void ShowPreview_WithoutAlbedo_Throws()
    {
        using var target = GraphicsTarget.Create(Device, 8, 8, MaterialMaps.Height);
        Assert.That(() => target.ShowPreview(new TextureImage(8, 8, PixelFormat.Rgba8Srgb)), Throws.InvalidOperationException.With.Message.Contains("Albedo"));
    }

    [Test]
    public void Write_WhileAnotherWaits_TakesItsPlace()
    {
        using var target = GraphicsTarget.Create(Device, 64, 64, MaterialMaps.Albedo | MaterialMaps.Height);
        Device.UploadTiming = UploadTiming.InUpdate;
        target.Write(RandomMaterial.Make(64, 64, 1));
        Device.Update(FrameBudget.FromBytes(4000));
        var last = RandomMaterial.Make(64, 64, 2);
        target.Write(last);
        Finish();
        Assert.That(target.WrittenCount, Is.EqualTo(1));
        AssertHolds(target, last);
    }

    [Test]
    public void Update_SeveralTargets_AllGetTheirOwn()
    {
        using var first = GraphicsTarget.Create(Device, 32, 32, MaterialMaps.Albedo);
        using var second = GraphicsTarget.Create(Device, 40, 24, MaterialMaps.Normal);
        Device.UploadTiming = UploadTiming.InUpdate;
        var (one, two) = (RandomMaterial.Make(32, 32, 1), RandomMaterial.Make(40, 24, 2));
        first.Write(one);
        second.Write(two);
        Finish();
        AssertHolds(first, one);
        AssertHolds(second, two);
    }

    [Test]
    public void Dispose_TextureThatAnUploadWaitsFor_DropsTheUploadOnly()
    {
        using var dropped = GraphicsTarget.Create(Device, 64, 64, MaterialMaps.Albedo | MaterialMaps.Height);
        using var kept = GraphicsTarget.Create(Device, 16, 16, MaterialMaps.Albedo);
        Device.UploadTiming = UploadTiming.InUpdate;
        dropped.Write(RandomMaterial.Make(64, 64, 1));
        kept.Write(RandomMaterial.Make(16, 16, 2));
        Device.Update(FrameBudget.FromBytes(4000));
        dropped[MaterialMaps.Height].Dispose();
        Assert.That(dropped.IsPending, Is.False);
        Finish();
        Assert.That(dropped.WrittenCount, Is.Zero);
        Assert.That(kept.WrittenCount, Is.EqualTo(1));
        Assert.That(() => dropped.Write(RandomMaterial.Make(64, 64, 1)), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => dropped[MaterialMaps.Height].NativeHandle, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Target_TexturesThatDoNotFit_AreRefused()
    {
        using var other = CreateDevice();
        using var foreign = other.CreateTexture(new TextureDescription(8, 8, PixelFormat.R8));
        using var albedo = Device.CreateTexture(new TextureDescription(8, 8, PixelFormat.Rgba8Srgb));
        using var wide = Device.CreateTexture(new TextureDescription(16, 8, PixelFormat.R8));
        using var gray = Device.CreateTexture(new TextureDescription(8, 8, PixelFormat.R8));
        var gone = Device.CreateTexture(new TextureDescription(8, 8, PixelFormat.R8));
        gone.Dispose();
        Assert.That(() => Target(), Throws.ArgumentException);
        Assert.That(() => Target((MaterialMaps.Albedo, null!)), Throws.ArgumentException);
        Assert.That(() => Target((MaterialMaps.All, albedo)), Throws.ArgumentException);
        Assert.That(() => Target((MaterialMaps.Albedo, gray)), Throws.ArgumentException.With.Message.Contains("Albedo cannot be stored as R8"));
        Assert.That(() => Target((MaterialMaps.Height, albedo)), Throws.ArgumentException.With.Message.Contains("Height cannot be stored as Rgba8Srgb"));
        Assert.That(() => Target((MaterialMaps.Albedo, albedo), (MaterialMaps.Height, wide)), Throws.ArgumentException.With.Message.Contains("16x8"));
        Assert.That(() => Target((MaterialMaps.Albedo, albedo), (MaterialMaps.Height, foreign)), Throws.ArgumentException.With.Message.Contains("another device"));
        Assert.That(() => Target((MaterialMaps.Metallic, gray), (MaterialMaps.Height, gray)), Throws.ArgumentException.With.Message.Contains("in use"));
        Assert.That(() => Target((MaterialMaps.Height, gone)), Throws.TypeOf<ObjectDisposedException>());
        using (Target((MaterialMaps.Height, gray)))
        {
            Assert.That(() => Target((MaterialMaps.Height, gray)), Throws.ArgumentException.With.Message.Contains("in use"));
        }

        Assert.That(() => Target((MaterialMaps.Height, gray)), Throws.Nothing);
    }

    [Test]
    public void Dispose_Device_DisposesItsTexturesAndRefusesFurtherWork()
    {
        var target = GraphicsTarget.Create(Device, 16, 16);
        Device.UploadTiming = UploadTiming.InUpdate;
        target.Write(RandomMaterial.Make(16, 16, 1));
        Device.Dispose();
        Device.Dispose();
        Assert.That(target[MaterialMaps.Albedo].IsDisposed, Is.True);
        Assert.That(target.IsPending, Is.False);
        Assert.That(() => target.Write(RandomMaterial.Make(16, 16, 1)), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => Device.Update(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => Device.CreateTexture(new TextureDescription(4, 4, PixelFormat.R8)), Throws.TypeOf<ObjectDisposedException>());
        target.Dispose();
    }

    [Test]
    public void Write_AfterWarmUp_AllocatesNothing([Values] UploadTiming timing)
    {
        using var target = GraphicsTarget.Create(Device, 64, 40);
        var material = RandomMaterial.Make(64, 40, 1);
        Device.UploadTiming = timing;

        // How many staging buffers are in flight at once depends on the device's pace: the pool has its size after some uploads.
        for (var warmUp = 0; warmUp < 16; warmUp++)
        {
            Upload();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Upload();
        Upload();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Upload()
        {
            target.Write(material);
            while (timing == UploadTiming.InUpdate && !Device.Update(FrameBudget.FromBytes(5000)))
            {
            }

            Device.WaitForUploads();
        }
    }

    [Test]
    public async Task Write_FromManyThreads_WithUpdatesAndADispose_LeavesWholePictures()
    {
        var targets = Enumerable.Range(0, 4).Select(_ => GraphicsTarget.Create(Device, 32, 32)).ToArray();
        var materials = Enumerable.Range(0, 4).Select(i => RandomMaterial.Make(32, 32, i)).ToArray();
        Device.UploadTiming = UploadTiming.InUpdate;
        var writers = targets.Select((target, i) => Task.Run(() =>
        {
            for (var round = 0; round < 20; round++)
            {
                target.Write(materials[i]);
            }
        })).ToArray();
        var all = Task.WhenAll(writers);
        while (!all.IsCompleted)
        {
            Device.Update(FrameBudget.FromBytes(3000));
        }

        await all;
        Finish();
        for (var i = 0; i < targets.Length; i++)
        {
            AssertHolds(targets[i], materials[i]);
        }

        var racing = Task.Run(() =>
        {
            for (;;)
            {
                targets[0].Write(materials[0]);
            }
        });
        Device.Dispose();
        Assert.That(async () => await racing, Throws.TypeOf<ObjectDisposedException>());
    }

    /// <summary>A new device.</summary>
    protected abstract GraphicsDevice CreateDevice();

    /// <summary>A texture as the engine makes it, on the engine's side of <see cref="Device"/>.</summary>
    private protected abstract EngineTexture MakeEngineTexture(TextureDescription description);

    /// <summary>Asserts what must hold after every test, with the device disposed.</summary>
    protected virtual void Check()
    {
    }

    /// <summary>A target of some textures.</summary>
    private protected static GraphicsTarget Target(params (MaterialMaps Map, GraphicsTexture Texture)[] textures)
    {
        return new GraphicsTarget(textures.ToDictionary(entry => entry.Map, entry => entry.Texture));
    }

    /// <summary>Asserts that level 0 of every texture is what the material packs to.</summary>
    internal static void AssertHolds(GraphicsTarget target, DecodedMaterial material)
    {
        foreach (var map in Enum.GetValues<MaterialMaps>().Where(map => map is not (MaterialMaps.None or MaterialMaps.All) && target.Maps.HasFlag(map)))
        {
            var level = target[map].ReadBack()[0];
            var expected = new byte[level.Pixels.Length];
            material.CopyPixels(map, level.Format, expected);
            Assert.That(level.Pixels.ToArray(), Is.EqualTo(expected), map.ToString());
        }
    }

    private void Finish()
    {
        while (!Device.Update(FrameBudget.FromBytes(2000)))
        {
        }
    }
}

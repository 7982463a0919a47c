using DiffusionTextures.Graphics.Vulkan;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Tests.Graphics.Vulkan;

/// <summary>The contract on a real driver, with validation and synchronization validation: not one message.</summary>
[TestFixture(VulkanUploadPath.Compute)]
[TestFixture(VulkanUploadPath.Staging)]
public class VulkanDeviceTests(VulkanUploadPath path) : GraphicsDeviceContract
{
    private VulkanDevice Vulkan => (VulkanDevice)Device;

    [Test]
    public void CreateHeadless_UploadPath_DecidesWhoPacks()
    {
        Assert.That(Vulkan.Pipeline, path == VulkanUploadPath.Compute ? Is.Not.Null : Is.Null);
    }

    [Test]
    public void Adopt_NullHandle_NamesIt()
    {
        var handles = Vulkan.Handles;
        Assert.That(() => VulkanDevice.Adopt(null!), Throws.ArgumentNullException);
        Assert.That(() => VulkanDevice.Adopt(handles with { Instance = 0 }), Throws.ArgumentException.With.Message.Contains("VulkanHandles.Instance"));
        Assert.That(() => VulkanDevice.Adopt(handles with { PhysicalDevice = 0 }), Throws.ArgumentException.With.Message.Contains("VulkanHandles.PhysicalDevice"));
        Assert.That(() => VulkanDevice.Adopt(handles with { Device = 0 }), Throws.ArgumentException.With.Message.Contains("VulkanHandles.Device"));
        Assert.That(() => VulkanDevice.Adopt(handles with { Queue = 0 }), Throws.ArgumentException.With.Message.Contains("VulkanHandles.Queue"));
        Assert.That(() => VulkanDevice.Adopt(handles with { QueueFamily = 99 }), Throws.ArgumentException.With.Message.Contains("99"));
        Assert.That(() => VulkanDevice.CreateHeadless(new VulkanDeviceOptions { DeviceIndex = 99 }), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Adopt_TheSystemsLoader_WorksWithoutTheEngines()
    {
        using var adopted = VulkanDevice.Adopt(Vulkan.Handles with { GetInstanceProcAddr = 0 }, new VulkanDeviceOptions { UploadPath = path });
        using var target = GraphicsTarget.Create(adopted, 8, 8, MaterialMaps.Albedo);
        var material = RandomMaterial.Make(8, 8, 1);
        target.Write(material);
        AssertHolds(target, material);
    }

    [Test]
    public void Borrow_ImageThatDoesNotFit_SaysWhatIsWrong()
    {
        var description = new TextureDescription(8, 8, PixelFormat.Rgba8Srgb);
        var good = new VulkanTextureInfo { Image = 1, Format = 43, Usage = 6 };
        Assert.That(() => Vulkan.Borrow(good with { Image = 0 }, description), Throws.ArgumentException.With.Message.Contains("VK_NULL_HANDLE"));
        Assert.That(() => Vulkan.Borrow(good with { Format = 37 }, description), Throws.ArgumentException.With.Message.Contains("VkFormat 37").And.Message.Contains("VK_FORMAT_R8G8B8A8_SRGB (43)"));
        Assert.That(() => Vulkan.Borrow(good with { Usage = 4 }, description), Throws.ArgumentException.With.Message.Contains("VK_IMAGE_USAGE_TRANSFER_DST_BIT"));
        Assert.That(() => Vulkan.Borrow(good with { Layout = 0 }, description), Throws.ArgumentException.With.Message.Contains("Layout 0"));
        Assert.That(() => Vulkan.Borrow(good, description with { Width = 0 }), Throws.ArgumentException.With.Message.Contains("0x8"));
        Assert.That(() => Vulkan.Borrow(null!, description), Throws.ArgumentNullException);
        Assert.That(() => Vulkan.Borrow(good, null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Borrow_ImageOfAnotherQueueFamily_IsReleasedToIt()
    {
        var family = Vulkan.Handles.QueueFamily;
        using var texture = (VulkanTexture)Vulkan.Borrow(
            new VulkanTextureInfo { Image = 1, Format = 43, Usage = 6, QueueFamily = family + 1, Layout = 1 }, new TextureDescription(8, 8, PixelFormat.Rgba8Srgb));
        var barrier = ImageBarrier.AfterWrite(texture, family);
        Assert.That((barrier.srcQueueFamilyIndex, barrier.dstQueueFamilyIndex), Is.EqualTo((family, family + 1)));
        Assert.That((int)barrier.newLayout, Is.EqualTo(1));
        Assert.That(ImageBarrier.BeforeWrite(texture).oldLayout, Is.EqualTo(VkImageLayout.VK_IMAGE_LAYOUT_UNDEFINED));
    }

    [Test]
    public void Write_WithHandOver_WaitsForTheEngineAndSignalsIt([Values] bool timeline)
    {
        using var queue = new EngineQueue(path, timeline);
        using var engineTexture = queue.Device.CreateTexture(new TextureDescription(16, 16, PixelFormat.Rgba8Srgb));
        var info = new VulkanTextureInfo { Image = engineTexture.NativeHandle, Format = 43, Usage = 7, HandOver = queue.NextHandOver };
        using var texture = queue.Device.Borrow(info, engineTexture.Description);
        using var target = Target((MaterialMaps.Albedo, texture));
        for (var round = 1; round <= 3; round++)
        {
            queue.SubmitSignal();
            target.Write(RandomMaterial.Make(16, 16, round));
            queue.SubmitWait();
        }

        Assert.That(queue.HandOvers, Is.EqualTo(3));
        queue.WaitIdle();
        AssertHolds(target, RandomMaterial.Make(16, 16, 3));
    }

    [Test]
    public void Write_OnTheEnginesQueue_HoldsItsLockAndNeverWaitsForTheDevice()
    {
        var interceptor = new VulkanInterceptor();
        var queueLock = new object();
        var held = new List<bool>();
        using var engine = VulkanSupport.Create(path, interceptor.GetInstanceProcAddr);
        using var adopted = VulkanDevice.Adopt(engine.Handles with { QueueLock = queueLock }, new VulkanDeviceOptions { UploadPath = path });
        interceptor.Before["vkQueueSubmit"] = (_, _) => held.Add(Monitor.IsEntered(queueLock));
        using var target = GraphicsTarget.Create(adopted, 8, 8, MaterialMaps.Albedo);
        target.Write(RandomMaterial.Make(8, 8, 1));
        Assert.That(held, Has.Count.EqualTo(2).And.All.True);
        Assert.That(interceptor.Loaded, Has.Some.EqualTo("vkQueueSubmit").And.None.Contains("WaitIdle"));
        GC.KeepAlive(interceptor);
    }

    [Test]
    public void Validation_DeliberateErrors_AreHeard()
    {
        DeliberateErrors.MakeBufferOfNoBytes(Vulkan);
        Assert.That(VulkanSupport.TakeMessages(), Has.Some.Contains("VUID-VkBufferCreateInfo-size-00912"));
        DeliberateErrors.WriteTwiceWithoutBarrier(Vulkan);
        Assert.That(VulkanSupport.TakeMessages(), Has.Some.Contains("SYNC-HAZARD-WRITE-AFTER-WRITE"));
    }

    protected override GraphicsDevice CreateDevice() => VulkanSupport.Create(path);

    private protected override EngineTexture MakeEngineTexture(TextureDescription description)
    {
        var engine = VulkanDevice.Adopt(Vulkan.Handles);
        var texture = engine.CreateTexture(description);
        var info = new VulkanTextureInfo { Image = texture.NativeHandle, Format = (int)VulkanTexture.FormatOf(description.Format), Usage = 7 };
        return new EngineTexture(texture.NativeHandle, () => Vulkan.Borrow(info, description), engine.Dispose);
    }

    protected override void Check() => Assert.That(VulkanSupport.TakeMessages(), Is.Empty);
}

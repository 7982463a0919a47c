using DiffusionTextures;
using GameLoop.Interop;
using GameLoop.Scene;
using GameLoop.Vulkan;
using GameLoop.Window;

namespace GameLoop;

/// <summary>The game's graphics: device, textures, frames in flight, and where the frames are shown.</summary>
internal sealed class Renderer : IDisposable
{
    private const int FramesInFlight = 2;
    private const float MostAnisotropy = 8;

    private readonly DescriptorSets _descriptors;
    private readonly ulong _sampler;
    private readonly SceneRenderer _scene;
    private readonly FrameImages _images;
    private readonly FrameGrabber _grabber;
    private readonly FrameSlot[] _slots;
    private readonly XcbWindow? _window;
    private readonly Swapchain? _swapchain;
    private readonly MaterialSet[] _all;
    private long _frame;

    /// <exception cref="VulkanException">No Vulkan, no validation layer, or no window where one is wanted.</exception>
    public Renderer(GameLoopOptions options)
    {
        _window = options.Headless ? null : new XcbWindow(options.Width, options.Height, "GameLoop");
        Context = new VulkanContext(_window == null ? [] : ["VK_KHR_surface", "VK_KHR_xcb_surface"], options.Validate);
        _swapchain = _window == null ? null : new Swapchain(Context, _window.CreateSurface(Context.Instance));
        _descriptors = new DescriptorSets(Context);
        _sampler = CreateSampler();
        _scene = new SceneRenderer(Context, _descriptors);
        _images = new FrameImages(Context, options.Width, options.Height);
        _grabber = new FrameGrabber(Context, _images);
        _slots = [.. Enumerable.Range(0, FramesInFlight).Select(_ => new FrameSlot(Context, _descriptors))];
        _all = [.. Enumerable.Range(0, 3).Select(_ => new MaterialSet(Context, _descriptors, _sampler, options.TextureSize))];
        ClearMaterials();
    }

    public VulkanContext Context { get; }

    /// <summary>Two sets of textures: one is seen while the other is written.</summary>
    public ReadOnlySpan<MaterialSet> Materials => _all.AsSpan(0, 2);

    /// <summary>Clay on which the colours of a material under way are seen.</summary>
    public MaterialSet Preview => _all[2];

    /// <summary>Whether the player has closed the window.</summary>
    public bool IsClosed => _window is { IsClosed: true };

    /// <summary>The words above the window, where there is one.</summary>
    public void SetTitle(string title)
    {
        if (_window != null)
        {
            _window.Title = title;
        }
    }

    /// <summary>Draws one frame and shows it.</summary>
    /// <param name="seconds">The game's time.</param>
    /// <param name="cube">On the cube.</param>
    /// <param name="floor">On the floor.</param>
    /// <param name="forGrab">Whether <see cref="Grab"/> will be called.</param>
    /// <returns>How long the device worked on the frame before the last, null for the first ones.</returns>
    public TimeSpan? Draw(double seconds, MaterialSet cube, MaterialSet floor, bool forGrab)
    {
        _window?.Pump();
        var slot = _slots[_frame++ % FramesInFlight];
        var uniforms = Stage.At(seconds, (float)_images.Width / _images.Height);
        var deviceTime = slot.Begin(uniforms);
        var isShown = _swapchain?.Acquire(slot.Acquired) ?? false;
        var commands = slot.Recorder.Commands;
        _scene.Record(commands, _images, slot.Descriptor, cube.Descriptor, floor.Descriptor);
        if (forGrab)
        {
            _grabber.Record(commands);
        }

        if (isShown)
        {
            _swapchain!.RecordCopy(commands, _images);
        }

        slot.End();
        slot.Recorder.Submit(isShown ? slot.Acquired : 0, isShown ? _swapchain!.Drawn : 0);
        if (isShown)
        {
            _swapchain!.Present();
        }

        return deviceTime;
    }

    /// <summary>Waits for the last frame and gives it as a picture; it must have been drawn for that.</summary>
    public TextureImage Grab()
    {
        _slots[(_frame - 1) % FramesInFlight].Recorder.Wait();
        return _grabber.ToImage();
    }

    /// <summary>Waits for the device and ends everything. Nobody may have borrowed anything any more.</summary>
    public void Dispose()
    {
        _ = Vk.vkDeviceWaitIdle(Context.Device);
        _swapchain?.Dispose();
        foreach (var set in _all)
        {
            set.Dispose();
        }

        foreach (var slot in _slots)
        {
            slot.Dispose();
        }

        _grabber.Dispose();
        _images.Dispose();
        _scene.Dispose();
        Vk.vkDestroySampler(Context.Device, _sampler, 0);
        _descriptors.Dispose();
        Context.Dispose();
        _window?.Dispose();
    }

    private ulong CreateSampler()
    {
        var info = new VkSamplerCreateInfo
        {
            magFilter = VK_FILTER_LINEAR,
            minFilter = VK_FILTER_LINEAR,
            mipmapMode = VK_SAMPLER_MIPMAP_MODE_LINEAR,
            addressModeU = VK_SAMPLER_ADDRESS_MODE_REPEAT,
            addressModeV = VK_SAMPLER_ADDRESS_MODE_REPEAT,
            addressModeW = VK_SAMPLER_ADDRESS_MODE_REPEAT,
            anisotropyEnable = Context.HasAnisotropy ? 1u : 0,
            maxAnisotropy = MostAnisotropy,
            maxLod = 16,
        };
        Vk.Check(Vk.vkCreateSampler(Context.Device, info, 0, out var sampler));
        return sampler;
    }

    private void ClearMaterials()
    {
        using var recorder = new CommandRecorder(Context);
        recorder.Begin();
        foreach (var set in _all)
        {
            set.Clear(recorder.Commands);
        }

        recorder.Submit();
    }
}

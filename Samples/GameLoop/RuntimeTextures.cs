using DiffusionTextures;
using GameLoop.Scene;

namespace GameLoop;

/// <summary>All that a game does to lend its device and textures to the runtime.</summary>
internal static class RuntimeTextures
{
    // In the order of MaterialSet.Maps.
    private static readonly (MaterialMaps Map, PixelFormat Format)[] Maps =
    [
        (MaterialMaps.Albedo, PixelFormat.Rgba8Srgb),
        (MaterialMaps.Normal, PixelFormat.Rgba8),
        (MaterialMaps.Height, PixelFormat.R16),
        (MaterialMaps.Roughness, PixelFormat.R8),
        (MaterialMaps.Metallic, PixelFormat.R8),
        (MaterialMaps.AmbientOcclusion, PixelFormat.R8),
    ];

    /// <summary>The game's device in the runtime's hands. Uploads happen in its Update, on the game's thread, a little every frame.</summary>
    public static VulkanDevice Adopt(Renderer renderer)
    {
        var handles = new VulkanHandles
        {
            Instance = renderer.Context.Instance,
            PhysicalDevice = renderer.Context.PhysicalDevice,
            Device = renderer.Context.Device,
            Queue = renderer.Context.Queue,
            QueueFamily = renderer.Context.QueueFamily,
        };
        var device = VulkanDevice.Adopt(handles);
        device.UploadTiming = UploadTiming.InUpdate;
        return device;
    }

    /// <summary>One of the game's sets of textures as the target of generations.</summary>
    /// <param name="device">The game's device.</param>
    /// <param name="set">The textures; they stay the game's.</param>
    /// <param name="maps">Which of them are written.</param>
    public static GraphicsTarget Borrow(VulkanDevice device, MaterialSet set, MaterialMaps maps)
    {
        var textures = new Dictionary<MaterialMaps, GraphicsTexture>();
        foreach (var ((map, format), image) in Maps.Zip(set.Maps))
        {
            if ((maps & map) == 0)
            {
                continue;
            }

            var info = new VulkanTextureInfo { Image = image.Handle, Format = image.Format, Usage = MaterialSet.Usage };
            textures.Add(map, device.Borrow(info, new TextureDescription(set.Side, set.Side, format)));
        }

        return new GraphicsTarget(textures);
    }
}

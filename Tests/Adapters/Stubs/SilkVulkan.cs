namespace Silk.NET.Vulkan;

/// <summary>As Silk.NET.Vulkan declares them: what the adapter needs of them.</summary>
public readonly struct Instance(nint handle)
{
    public readonly nint Handle = handle;
}

public readonly struct PhysicalDevice(nint handle)
{
    public readonly nint Handle = handle;
}

public readonly struct Device(nint handle)
{
    public readonly nint Handle = handle;
}

public readonly struct Queue(nint handle)
{
    public readonly nint Handle = handle;
}

public readonly struct Image(ulong handle)
{
    public readonly ulong Handle = handle;
}

public struct Extent3D
{
    public uint Width;
    public uint Height;
    public uint Depth;
}

public struct ImageCreateInfo
{
    public Format Format;
    public Extent3D Extent;
    public uint MipLevels;
    public ImageUsageFlags Usage;
}

public enum Format
{
    R8Unorm = 9,
    R8G8Unorm = 16,
    R8G8B8A8Unorm = 37,
    R8G8B8A8Srgb = 43,
    R16Unorm = 70,
    R16G16B16A16Sfloat = 97,
}

public enum ImageLayout
{
    ShaderReadOnlyOptimal = 5,
}

[Flags]
public enum ImageUsageFlags
{
    TransferDstBit = 2,
    SampledBit = 4,
}

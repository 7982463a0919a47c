namespace Silk.NET.DXGI;

/// <summary>As Silk.NET.DXGI declares it: what the adapter needs of it.</summary>
public enum Format
{
    FormatR16G16B16A16Float = 10,
    FormatR8G8B8A8Unorm = 28,
    FormatR8G8B8A8UnormSrgb = 29,
    FormatR8G8Unorm = 49,
    FormatR16Unorm = 56,
    FormatR8Unorm = 61,
}

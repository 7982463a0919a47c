using System;
using Silk.NET.Core.Native;
using Silk.NET.Direct3D12;
using Silk.NET.DXGI;

namespace DiffusionTextures.SilkDirect3D12;

/// <summary>Silk.NET's Direct3D 12 objects as devices and textures of this package. Both sides keep references of their own.</summary>
public static unsafe class SilkDirect3D12
{
    /// <summary>Works on the engine's device and queue.</summary>
    public static D3D12Device Adopt(ComPtr<ID3D12Device> device, ComPtr<ID3D12CommandQueue> commandQueue)
    {
        return D3D12Device.Adopt((IntPtr)device.Handle, (IntPtr)commandQueue.Handle);
    }

    /// <summary>Writes to a texture that the engine made; size, format and levels are what the resource says.</summary>
    /// <param name="device">The adopted device.</param>
    /// <param name="resource">A plain 2D texture of a typed format.</param>
    /// <param name="before">In which each upload finds it.</param>
    /// <param name="after">In which each upload leaves it.</param>
    /// <exception cref="ArgumentException">The resource's format is none of <see cref="PixelFormat"/>.</exception>
    public static GraphicsTexture Borrow(
        this D3D12Device device, ComPtr<ID3D12Resource> resource, ResourceStates before = ResourceStates.Common, ResourceStates after = ResourceStates.Common)
    {
        var native = resource.Handle->GetDesc();
        var description = new TextureDescription((int)native.Width, (int)native.Height, ToPixelFormat(native.Format)) { MipLevels = native.MipLevels };
        return device.Borrow((IntPtr)resource.Handle, description, (uint)before, (uint)after);
    }

    /// <summary>The resource of a texture of this package. Lent: valid until the texture is disposed.</summary>
    public static ID3D12Resource* GetResource(this GraphicsTexture texture) => (ID3D12Resource*)texture.NativeHandle;

    private static PixelFormat ToPixelFormat(Format format) => format switch
    {
        Format.FormatR8G8B8A8UnormSrgb => PixelFormat.Rgba8Srgb,
        Format.FormatR8G8B8A8Unorm => PixelFormat.Rgba8,
        Format.FormatR8Unorm => PixelFormat.R8,
        Format.FormatR16Unorm => PixelFormat.R16,
        Format.FormatR8G8Unorm => PixelFormat.Rg8,
        Format.FormatR16G16B16A16Float => PixelFormat.Rgba16Float,
        _ => throw new ArgumentException($"{format} is no format of a texture here. Make the resource with one that PixelFormat has.", nameof(format)),
    };
}

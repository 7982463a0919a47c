using System;
using UnityEngine;

namespace DiffusionTextures
{
    /// <summary>
    /// Textures that live on the GPU in both worlds: a <see cref="GraphicsTarget"/> writes them through the graphics API, Unity draws them.
    /// </summary>
    /// <remarks>Main thread. The <see cref="GraphicsDevice"/> must be the one that Unity draws with, adopted by a native plugin of the game.</remarks>
    public static class NativeTextures
    {
        /// <summary>A Texture2D over a texture of a graphics device. Nothing is copied; destroy it before the device's texture.</summary>
        /// <exception cref="ObjectDisposedException">The device's texture was disposed.</exception>
        public static Texture2D Wrap(GraphicsTexture texture)
        {
            var description = (texture ?? throw new ArgumentNullException(nameof(texture))).Description;
            var wrapped = Texture2D.CreateExternalTexture(
                description.Width,
                description.Height,
                TexelUpload.FormatOf(description.Format),
                description.LevelCount > 1,
                description.Format != PixelFormat.Rgba8Srgb,
                (IntPtr)unchecked((long)texture.NativeHandle));
            wrapped.wrapMode = TextureWrapMode.Repeat;
            wrapped.filterMode = FilterMode.Trilinear;
            return wrapped;
        }

        /// <summary>What a Texture2D is for a graphics device that borrows it by <see cref="Texture.GetNativeTexturePtr"/>.</summary>
        /// <exception cref="ArgumentException">Its format is none that materials are written in.</exception>
        public static TextureDescription Describe(Texture2D texture)
        {
            _ = texture == null ? throw new ArgumentNullException(nameof(texture)) : 0;
            var format = texture.format switch
            {
                TextureFormat.RGBA32 => texture.isDataSRGB ? PixelFormat.Rgba8Srgb : PixelFormat.Rgba8,
                TextureFormat.R8 => PixelFormat.R8,
                TextureFormat.R16 => PixelFormat.R16,
                TextureFormat.RG16 => PixelFormat.Rg8,
                TextureFormat.RGBAHalf => PixelFormat.Rgba16Float,
                _ => throw new ArgumentException($"'{texture.name}' is {texture.format}. Materials are written in RGBA32, R8, R16, RG16 or RGBAHalf.", nameof(texture)),
            };
            return new TextureDescription(texture.width, texture.height, format) { MipLevels = texture.mipmapCount };
        }
    }
}

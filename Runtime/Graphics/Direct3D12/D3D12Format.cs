using System;
using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Graphics.Direct3D12
{
    /// <summary>Whether an engine's resource is what it is said to be.</summary>
    internal static class D3D12Format
    {
        /// <exception cref="ArgumentException">It is not; says in what.</exception>
        public static void RequireMatch(ResourceDesc actual, TextureDescription description)
        {
            var expected = D3D12Texture.Native(description);
            if (actual.Dimension != expected.Dimension || actual.DepthOrArraySize != 1 || actual.SampleDesc.Count != 1)
            {
                throw Mismatch(description, "is no plain 2D texture (dimension, array size or sample count)");
            }

            if (actual.Width != expected.Width || actual.Height != expected.Height)
            {
                throw Mismatch(description, $"has {actual.Width}x{actual.Height} texels");
            }

            if (actual.MipLevels != expected.MipLevels)
            {
                throw Mismatch(description, $"has {actual.MipLevels} mip levels");
            }

            if (actual.Format != expected.Format && actual.Format != Typeless(description.Format))
            {
                throw Mismatch(description, $"has DXGI format {actual.Format}, not {expected.Format}");
            }
        }

        // DXGI_FORMAT_..._TYPELESS of each family, which copies take like the typed formats.
        private static int Typeless(PixelFormat format)
        {
            return format switch
            {
                PixelFormat.Rgba8Srgb => 27,
                PixelFormat.Rgba8 => 27,
                PixelFormat.R8 => 60,
                PixelFormat.R16 => 53,
                PixelFormat.Rg8 => 48,
                _ => 9,
            };
        }

        private static ArgumentException Mismatch(TextureDescription description, string what)
        {
            return new ArgumentException($"The resource was said to be a {description}, but it {what}. Describe it as it is.", nameof(description));
        }
    }
}

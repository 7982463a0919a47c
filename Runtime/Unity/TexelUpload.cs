using UnityEngine;

namespace DiffusionTextures
{
    /// <summary>Raw texels into Texture2D objects, on the main thread.</summary>
    internal static class TexelUpload
    {
        /// <summary>A black texture that repeats. The caller destroys it.</summary>
        public static Texture2D Make(int width, int height, PixelFormat format, bool withMips, string name)
        {
            return new Texture2D(width, height, FormatOf(format), withMips, format != PixelFormat.Rgba8Srgb)
            {
                name = name,
                wrapMode = TextureWrapMode.Repeat,
                filterMode = FilterMode.Trilinear,
                hideFlags = HideFlags.DontSave,
            };
        }

        /// <summary>Replaces the texels of every level.</summary>
        public static void Fill(Texture2D texture, byte[][] levels)
        {
            for (var level = 0; level < levels.Length; level++)
            {
                texture.SetPixelData(levels[level], level);
            }

            texture.Apply(false);
        }

        /// <summary>A texture of a picture, without mips: for previews. The caller destroys it.</summary>
        public static Texture2D From(TextureImage image, string name)
        {
            var texture = Make(image.Width, image.Height, image.Format, false, name);
            Fill(texture, Authoring.BottomUpLevels.Of(image, false, false));
            return texture;
        }

        /// <summary>Destroys what was made here, in play mode and out of it.</summary>
        public static void Destroy(Texture2D texture)
        {
            if (Application.isPlaying)
            {
                Object.Destroy(texture);
            }
            else
            {
                Object.DestroyImmediate(texture);
            }
        }

        /// <summary>Unity's name of a format; sRGB is the texture's own flag.</summary>
        public static TextureFormat FormatOf(PixelFormat format)
        {
            return format switch
            {
                PixelFormat.R8 => TextureFormat.R8,
                PixelFormat.R16 => TextureFormat.R16,
                PixelFormat.Rg8 => TextureFormat.RG16,
                PixelFormat.Rgba16Float => TextureFormat.RGBAHalf,
                _ => TextureFormat.RGBA32,
            };
        }
    }
}

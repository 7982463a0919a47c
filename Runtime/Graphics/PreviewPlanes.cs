using System;

namespace DiffusionTextures.Graphics
{
    /// <summary>Preview pictures as planes of a texture's size.</summary>
    internal static class PreviewPlanes
    {
        /// <summary>The picture's colours, bilinear between texel centres, wrapping around as textures that tile do.</summary>
        /// <param name="preview">Any size.</param>
        /// <param name="width">In texels.</param>
        /// <param name="height">In texels.</param>
        /// <returns>[3,H,W] in [-1,1], sRGB-encoded.</returns>
        public static float[] Scale(TextureImage preview, int width, int height)
        {
            var source = preview.ToTensor().Span;
            var planes = new float[3 * width * height];
            for (var y = 0; y < height; y++)
            {
                var (top, bottom, down) = Neighbours(y, height, preview.Height);
                for (var x = 0; x < width; x++)
                {
                    var (left, right, across) = Neighbours(x, width, preview.Width);
                    for (var channel = 0; channel < 3; channel++)
                    {
                        var plane = source.Slice(channel * preview.Width * preview.Height);
                        var above = Mix(plane[(top * preview.Width) + left], plane[(top * preview.Width) + right], across);
                        var below = Mix(plane[(bottom * preview.Width) + left], plane[(bottom * preview.Width) + right], across);
                        planes[(((channel * height) + y) * width) + x] = Mix(above, below, down);
                    }
                }
            }

            return planes;
        }

        private static float Mix(float a, float b, float share) => a + ((b - a) * share);

        private static (int First, int Second, float Share) Neighbours(int target, int targets, int sources)
        {
            var place = (((target + 0.5f) * sources) / targets) - 0.5f;
            var first = (int)Math.Floor(place);
            return ((first + sources) % sources, (first + 1) % sources, place - first);
        }
    }
}

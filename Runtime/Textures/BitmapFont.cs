using System;

namespace DiffusionTextures.Textures
{
    /// <summary>A 5x7 dot font for labels: capitals, digits and some signs; small letters are drawn as capitals, anything else as a box.</summary>
    internal static class BitmapFont
    {
        public const int GlyphWidth = 5;
        public const int GlyphHeight = 7;
        public const int Advance = 6;

        private const string Signs = " ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.,:()/_+=%";
        private const ulong Box = 0x7F4141417F;

        // One glyph in five bytes, left column highest; bit 0 of a column is its top dot.
        private static readonly ulong[] Glyphs =
        {
            0x0000000000,
            0x7E1111117E, 0x7F49494936, 0x3E41414122, 0x7F4141221C, 0x7F49494941, 0x7F09090901, 0x3E4149497A, 0x7F0808087F, 0x00417F4100,
            0x2040413F01, 0x7F08142241, 0x7F40404040, 0x7F020C027F, 0x7F0408107F, 0x3E4141413E, 0x7F09090906, 0x3E4151215E, 0x7F09192946,
            0x4649494931, 0x01017F0101, 0x3F4040403F, 0x1F2040201F, 0x3F4038403F, 0x6314081463, 0x0708700807, 0x6151494543,
            0x3E5149453E, 0x00427F4000, 0x4261514946, 0x2141454B31, 0x1814127F10, 0x2745454539, 0x3C4A494930, 0x0171090503, 0x3649494936, 0x064949291E,
            0x0808080808, 0x0060600000, 0x0050300000, 0x0036360000, 0x001C224100, 0x0041221C00, 0x2010080402, 0x4040404040, 0x08083E0808, 0x1414141414,
            0x2313086462,
        };

        /// <summary>Draws white text into RGBA8; what lies outside of the picture is cut off.</summary>
        /// <param name="image">4 bytes per texel.</param>
        /// <param name="x">Of the left edge, in texels.</param>
        /// <param name="y">Of the upper edge, in texels.</param>
        /// <param name="text">One line.</param>
        /// <param name="scale">Texels per dot.</param>
        public static void Draw(TextureImage image, int x, int y, string text, int scale)
        {
            foreach (var c in text)
            {
                var index = Signs.IndexOf(char.ToUpperInvariant(c));
                DrawGlyph(image, x, y, index < 0 ? Box : Glyphs[index], scale);
                x += Advance * scale;
            }
        }

        private static void DrawGlyph(TextureImage image, int x, int y, ulong glyph, int scale)
        {
            var pixels = image.Pixels.Span;
            for (var dy = 0; dy < GlyphHeight * scale; dy++)
            {
                for (var dx = 0; dx < GlyphWidth * scale; dx++)
                {
                    var bit = ((GlyphWidth - 1 - (dx / scale)) * 8) + (dy / scale);
                    var inside = x + dx >= 0 && x + dx < image.Width && y + dy >= 0 && y + dy < image.Height;
                    if (inside && ((glyph >> bit) & 1) != 0)
                    {
                        pixels.Slice((((y + dy) * image.Width) + x + dx) * 4, 4).Fill(255);
                    }
                }
            }
        }
    }
}

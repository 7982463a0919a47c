namespace DiffusionTextures.Textures.Png
{
    /// <summary>Chunk names as big-endian numbers.</summary>
    internal static class PngChunkType
    {
        public const uint Header = 0x49484452; // IHDR
        public const uint Palette = 0x504C5445; // PLTE
        public const uint Data = 0x49444154; // IDAT
        public const uint End = 0x49454E44; // IEND
        public const uint Transparency = 0x74524E53; // tRNS
        public const uint Srgb = 0x73524742; // sRGB
        public const uint Gamma = 0x67414D41; // gAMA
        public const uint Text = 0x74455874; // tEXt
        public const uint CompressedText = 0x7A545874; // zTXt
        public const uint InternationalText = 0x69545874; // iTXt

        /// <summary>A reader that does not know a critical chunk must not show the picture.</summary>
        public static bool IsCritical(uint type) => (type & 0x20000000) == 0;

        public static string Name(uint type)
        {
            var name = string.Empty;
            for (var shift = 24; shift >= 0; shift -= 8)
            {
                var c = (char)((type >> shift) & 0xFF);
                name += c > 32 && c < 127 ? c : '?';
            }

            return name;
        }
    }
}

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>The push constants of levels.comp, field by field.</summary>
    internal struct LevelsJob
    {
        public uint Kind;
        public uint Format;
        public uint Level;
        public uint Width;
        public uint Height;
        public uint AboveWidth;
        public uint AboveHeight;
        public uint AbovePlace;
        public uint ValuesPlace;
        public uint TexelsPlace;
        public uint FirstGroup;
        public uint EndGroup;
    }
}

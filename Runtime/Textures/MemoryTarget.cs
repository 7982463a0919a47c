namespace DiffusionTextures.Textures
{
    /// <summary>Copies the maps into pictures in memory.</summary>
    internal sealed class MemoryTarget : ITextureTarget
    {
        private MaterialTextures? _textures;

        public MaterialMaps Maps => MaterialMaps.All;

        public void Write(DecodedMaterial material) => _textures = MaterialTextures.From(material);

        /// <summary>The pictures of the finished generation.</summary>
        public MaterialTextures ToTextures(GenerationReport report)
        {
            var textures = _textures!;
            textures.Report = report;
            return textures;
        }
    }
}

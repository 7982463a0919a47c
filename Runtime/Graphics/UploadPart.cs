namespace DiffusionTextures.Graphics
{
    /// <summary>One texture of an upload and what it is filled from.</summary>
    internal readonly struct UploadPart
    {
        public UploadPart(GraphicsTexture texture, MaterialMaps map)
        {
            Texture = texture;
            Map = map;
        }

        /// <summary>The texture to change.</summary>
        public GraphicsTexture Texture { get; }

        /// <summary>Exactly one map.</summary>
        public MaterialMaps Map { get; }

        /// <summary>What the map's planes mean.</summary>
        public PlaneKind Kind => KindOf(Map);

        /// <summary>Planes of the map: 3 or 1.</summary>
        public int Channels => Kind == PlaneKind.Gray ? 1 : 3;

        /// <summary>What a map's planes mean.</summary>
        public static PlaneKind KindOf(MaterialMaps map)
        {
            return map switch
            {
                MaterialMaps.Albedo => PlaneKind.Color,
                MaterialMaps.Normal => PlaneKind.Normal,
                _ => PlaneKind.Gray,
            };
        }
    }
}

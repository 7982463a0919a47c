namespace DiffusionTextures
{
    /// <summary>What lies beyond the edge of a picture.</summary>
    public enum MipEdge
    {
        /// <summary>The other side: for textures that tile.</summary>
        Wrap,

        /// <summary>The edge texel again.</summary>
        Clamp,
    }
}

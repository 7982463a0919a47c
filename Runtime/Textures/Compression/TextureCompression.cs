namespace DiffusionTextures
{
    /// <summary>Block compression that every desktop GPU decodes: 4x4 texels in 8 or 16 bytes.</summary>
    public enum TextureCompression
    {
        /// <summary>Texels as they are.</summary>
        None,

        /// <summary>RGB in 8 bytes; texels with alpha below 128 are cut out.</summary>
        Bc1,

        /// <summary>RGB as BC1 and a smooth alpha, 16 bytes.</summary>
        Bc3,

        /// <summary>Red alone, 8 bytes: masks.</summary>
        Bc4,

        /// <summary>Red and green, 16 bytes: normals whose blue the shader rebuilds.</summary>
        Bc5,

        /// <summary>RGBA in 16 bytes, the best quality: albedo.</summary>
        Bc7,
    }
}

namespace DiffusionTextures
{
    /// <summary>How a texel is stored. Channels in the order of the name, little-endian.</summary>
    public enum PixelFormat
    {
        /// <summary>8 bits per channel; red, green and blue are sRGB-encoded, alpha is linear.</summary>
        Rgba8Srgb,

        /// <summary>8 bits per channel, unsigned normalised, linear data.</summary>
        Rgba8,

        /// <summary>One channel of 8 bits, unsigned normalised, linear data.</summary>
        R8,

        /// <summary>One channel of 16 bits, unsigned normalised, linear data.</summary>
        R16,

        /// <summary>Two channels of 8 bits, unsigned normalised, linear data: normals whose blue the shader rebuilds.</summary>
        Rg8,

        /// <summary>IEEE 754 binary16 per channel, linear data or linear light.</summary>
        Rgba16Float,
    }
}

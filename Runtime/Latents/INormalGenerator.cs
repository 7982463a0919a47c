using System;

namespace DiffusionTextures.Latents
{
    /// <summary>A stream of standard normals from one seed, as one of the reference libraries draws them.</summary>
    internal interface INormalGenerator
    {
        /// <summary>Fills <paramref name="destination"/> as one call of the reference's randn for so many elements does.</summary>
        void Fill(Span<float> destination);
    }
}

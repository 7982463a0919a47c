using System;

namespace DiffusionTextures
{
    /// <summary>The maps of a physically based material (metallic workflow), as a set.</summary>
    [Flags]
    public enum MaterialMaps
    {
        /// <summary>The empty set.</summary>
        None = 0,

        /// <summary>Base colour, sRGB-encoded.</summary>
        Albedo = 1,

        /// <summary>Tangent-space normal.</summary>
        Normal = 2,

        /// <summary>Height above the lowest point, 0 to 1.</summary>
        Height = 4,

        /// <summary>Perceptual roughness: 0 mirror, 1 matt.</summary>
        Roughness = 8,

        /// <summary>0 dielectric, 1 metal.</summary>
        Metallic = 16,

        /// <summary>Share of the sky that a texel sees: 1 open, 0 closed in.</summary>
        AmbientOcclusion = 32,

        /// <summary>Every map.</summary>
        All = 63,
    }
}

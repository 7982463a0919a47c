using System;
using System.Collections.Generic;

namespace DiffusionTextures
{
    /// <summary>How a picture becomes a <see cref="StoredTexture"/>.</summary>
    public sealed record StoredTextureSettings
    {
        /// <summary>Block compression. sRGB or linear follows from the picture's format.</summary>
        public TextureCompression Compression { get; init; } = TextureCompression.None;

        /// <summary>For <see cref="TextureCompression.Bc7"/>.</summary>
        public BlockQuality Quality { get; init; } = BlockQuality.Good;

        /// <summary>How mip levels down to 1x1 are made; null for the picture alone.</summary>
        public MipSettings? Mips { get; init; } = new MipSettings();

        /// <summary>Key and text to carry, such as <see cref="PngMetadata.Entries"/>. KTX2 files keep them, DDS files have no place for them.</summary>
        public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = Array.Empty<KeyValuePair<string, string>>();

        /// <summary>At most this many threads; null for as many as there are cores. The bytes do not depend on it.</summary>
        public int? MaxThreads { get; init; }

        /// <summary>
        /// What suits a map of a seamless material: albedo in BC7, normals in BC5 with unit-length mips, height uncompressed, for BC4 would
        /// leave 8 of its 16 bits, and the other masks in BC4. With mips that wrap.
        /// </summary>
        /// <param name="map">Exactly one map.</param>
        /// <exception cref="ArgumentException">Not exactly one map.</exception>
        public static StoredTextureSettings ForMap(MaterialMaps map)
        {
            return map switch
            {
                MaterialMaps.Albedo => new StoredTextureSettings { Compression = TextureCompression.Bc7 },
                MaterialMaps.Normal => new StoredTextureSettings { Compression = TextureCompression.Bc5, Mips = new MipSettings { IsNormalMap = true } },
                MaterialMaps.Height => new StoredTextureSettings(),
                MaterialMaps.Roughness => new StoredTextureSettings { Compression = TextureCompression.Bc4 },
                MaterialMaps.Metallic => new StoredTextureSettings { Compression = TextureCompression.Bc4 },
                MaterialMaps.AmbientOcclusion => new StoredTextureSettings { Compression = TextureCompression.Bc4 },
                _ => throw new ArgumentException($"{map} is not exactly one map. Make settings for each map by itself.", nameof(map)),
            };
        }
    }
}
